import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { managedOrRefused } from "@/app/managed-or-refused";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { typedBefore } from "@/app/typed-before";
import { SchemeUsePage } from "@/components/scheme-use-page";
import { dayField } from "@/core/day-field";
import { localDay } from "@/core/local-day";
import { may } from "@/core/permissions";
import type { Scheme } from "@/core/scheme";
import { officeDatabase } from "@/db/client";
import { listSchemeUse } from "@/db/queries/list-scheme-use";
import { simulateChange } from "@/db/queries/simulate-change";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administration");
  return { title: t("schemes"), robots: { index: false } };
}

export default async function Schemes({ params, searchParams }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/admin/${slug}/schemes`);
  const actor = await requireSignedIn(locale);
  const authority = await managedOrRefused(actor, ["read-authority", "confirm-scheme"], slug);
  const today = localDay(new Date(), authority.timeZone);
  const search = await searchParams;
  const asked = readSearch(search);
  const schemes = await allSchemes();
  const from = dayField.safeParse(asked.get("from"));
  const use = await listSchemeUse(officeDatabase(), authority.id);
  // Whoever confirms a proposal has seen who would move, whatever else they look at.
  const open = use.changes.filter(({ confirmed }) => confirmed === null);
  const looked = { scheme: asked.get("scheme") ?? "", validFrom: from.data ?? today };
  const isOpen = open.some((change) => change.scheme === looked.scheme);
  const trials = await Promise.all(
    (isOpen ? open : [looked, ...open]).flatMap(({ scheme, validFrom }) => {
      const known = schemes.get(scheme);
      return known ? [trial(authority.id, known, validFrom)] : [];
    }),
  );
  return (
    <SchemeUsePage
      {...{ authority, schemes, locale }}
      use={use}
      tried={trials.flatMap((tried) => tried ?? [])}
      typed={await typedBefore(actor, search)}
      asked={looked}
      userId={actor.userId}
      may={{
        propose: may(actor, "propose-scheme", authority.id),
        administer: may(actor, "read-authority", authority.id),
        decide: may(actor, "confirm-scheme", authority.id),
      }}
      today={today}
      notice={<OfficeNotice search={search} />}
    />
  );
}

async function trial(authorityId: number, proposed: Scheme, validFrom: string) {
  const { domain } = proposed;
  if (domain === "tax") return null;
  const asked = { authorityId, domain, proposed };
  const result = await simulateChange(officeDatabase(), asked, new Date());
  return { scheme: proposed, validFrom, result };
}
