import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import { refuse } from "@/app/refuse";
import { VisitStart } from "@/components/visit-start";
import { type Actor, may } from "@/core/permissions";
import { parsePublicId } from "@/core/public-id";
import { officeDatabase } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { findSite } from "@/db/queries/find-site";
import { listCompetence } from "@/db/queries/list-competence";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("visit");
  return { title: t("newTitle"), robots: { index: false } };
}

/** Asks for what a visit needs before its form: where, what is looked at, and why. */
export default async function NewVisitPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/inspect/visits/new");
  const actor = await requireSignedIn(locale, "record-visit");
  const asked = await searchParams;
  const publicId = typeof asked.site === "string" ? parsePublicId(asked.site) : null;
  if (!publicId || !(await mayVisit(actor, publicId))) return refuse();
  const site = await findSite(officeDatabase(), publicId);
  if (!site || "mergedInto" in site) return refuse();
  return (
    <div className="page max-w-3xl pb-16">
      <div className="mt-4 empty:hidden">
        <OfficeNotice search={asked} />
      </div>
      <VisitStart
        id={randomUUID()}
        site={site}
        domain={asked.domain === "goods" ? "goods" : "food"}
        kind={asked.kind}
        asksReason={asked.refused === "rotation"}
        locale={locale}
      />
    </div>
  );
}

/** Whether a place is one that somebody inspects, in any domain; if not, that they asked is logged. */
async function mayVisit(actor: Actor, publicId: string): Promise<boolean> {
  const competences = await listCompetence(officeDatabase(), publicId);
  if (competences.some(({ authorityId }) => may(actor, "record-visit", authorityId))) return true;
  const [first] = competences;
  const subject = first ? `site:${first.siteId}` : "site:unknown";
  await authorise(officeDatabase(), actor, "record-visit", first?.authorityId ?? null, subject);
  return false;
}
