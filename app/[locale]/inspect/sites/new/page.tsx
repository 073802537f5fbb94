import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireSignedIn } from "@/app/actor";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { NewSitePage } from "@/components/new-site-page";
import { parseNewSite } from "@/core/new-site";
import { officeDatabase } from "@/db/client";
import { listManaged } from "@/db/queries/find-managed";
import { listLikelySame } from "@/db/queries/list-likely-same";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("newSite");
  return { title: t("title"), robots: { index: false } };
}

/** The form of a new place; once it was sent, with what is wrong or what it may be. */
export default async function NewSite({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/inspect/sites/new");
  const actor = await requireSignedIn(locale, "register-site");
  const authorities = await listManaged(officeDatabase(), actor, "register-site");
  if (authorities.length === 0) refuse();
  const { check, ...typed } = Object.fromEntries(readSearch(await searchParams));
  const submission = z.uuid().safeParse(typed.submission).data ?? randomUUID();
  const parsed = check ? parseNewSite({ ...typed, submission }) : null;
  const likely = parsed?.ok ? await listLikelySame(officeDatabase(), parsed.site) : [];
  return (
    <NewSitePage
      {...{ typed, likely, authorities, submission, locale }}
      flaws={parsed && !parsed.ok ? parsed.flaws : []}
    />
  );
}
