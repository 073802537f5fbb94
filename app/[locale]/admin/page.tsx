import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { officeParts } from "@/app/office-links";
import { pageLocale } from "@/app/page-locale";
import { refuse } from "@/app/refuse";
import { mayAnywhere } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { listManaged } from "@/db/queries/find-managed";

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administration");
  return { title: t("title"), robots: { index: false } };
}

/** Leads to what somebody administers; where that is several authorities, to choose one. */
export default async function Administration({ params }: Props) {
  const locale = await pageLocale(params, () => "/admin");
  const actor = await requireSignedIn(locale);
  const t = await getTranslations("administration");
  const [own, decided, inviting] = await Promise.all([
    listManaged(officeDatabase(), actor, "read-authority"),
    listManaged(officeDatabase(), actor, "confirm-scheme"),
    listManaged(officeDatabase(), actor, "read-representatives"),
  ]);
  const audits = mayAnywhere(actor, "read-access-log");
  const all = [
    ...own.map((one) => ({ ...one, href: `/${locale}/admin/${one.slug}` })),
    ...decided
      .filter(({ id }) => !own.some((one) => one.id === id))
      .map((one) => ({ ...one, href: `/${locale}/admin/${one.slug}/schemes` })),
    ...inviting
      .filter(({ id }) => ![...own, ...decided].some((one) => one.id === id))
      .map((one) => ({ ...one, href: `/${locale}/admin/${one.slug}/representatives` })),
  ];
  if (all.length === 0 && !officeParts(actor.memberships).includes("admin")) {
    await authorise(officeDatabase(), actor, "read-authority", null, "page:admin");
    refuse();
  }
  const [only, ...others] = all;
  if (only && others.length === 0 && !audits) redirect(only.href);
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("title")}</h1>
      {audits && (
        <p className="mt-2">
          <a className="target" href={`/${locale}/admin/access-log`}>
            {t("log")}
          </a>
        </p>
      )}
      {all.length === 0 && !audits && <p className="mt-3">{t("none")}</p>}
      <ul className="mt-3">
        {all.map(({ id, name, language, href }) => (
          <li key={id} className="border-hairline border-t">
            <a className="target" href={href}>
              <bdi lang={language}>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
