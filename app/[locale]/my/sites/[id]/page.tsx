import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { pageLocale } from "@/app/page-locale";
import { refuse } from "@/app/refuse";
import { today } from "@/app/today";
import { OwnSitePage } from "@/components/own-site-page";
import { parsePublicId } from "@/core/public-id";
import { officeDatabase } from "@/db/client";
import { findOwnSite } from "@/db/queries/own/find-own-site";

interface Props {
  params: Promise<{ locale: string; id: string }>;
}

/** Not the name of the place: a title is drawn before who is asking has been looked at. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("my");
  return { title: t("title"), robots: { index: false } };
}

export default async function OwnSite({ params }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/my/sites/${id}`);
  const actor = await requireSignedIn(locale, "read-own-standing");
  const own = await findOwnSite(officeDatabase(), actor, parsePublicId(id) ?? "");
  if (!own) refuse();
  const context = { site: own.detail, schemes: await allSchemes(), locale, today: today() };
  return <OwnSitePage own={own} context={context} />;
}
