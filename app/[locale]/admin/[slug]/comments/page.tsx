import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { managedOrRefused } from "@/app/managed-or-refused";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { typedBefore } from "@/app/typed-before";
import { CommentLibraryPage } from "@/components/comment-library-page";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { listItemComments } from "@/db/queries/list-item-comments";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administration");
  return { title: t("comments"), robots: { index: false } };
}

export default async function Comments({ params, searchParams }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/admin/${slug}/comments`);
  const actor = await requireSignedIn(locale, "read-authority");
  const authority = await managedOrRefused(actor, ["read-authority"], slug);
  const search = await searchParams;
  const read = readSearch(search);
  const all = await allSchemes();
  const schemes = [...all.values()].filter(({ checklist }) => checklist.length > 0);
  const asked = all.get(read.get("scheme") ?? "");
  const first = schemes.find(({ domain }) => domain === "food") ?? schemes[0];
  const scheme = (asked && schemes.includes(asked) ? asked : first) ?? null;
  return (
    <CommentLibraryPage
      {...{ authority, scheme, schemes, locale }}
      comments={scheme ? await listItemComments(officeDatabase(), authority.id, scheme.id) : []}
      asked={{ item: read.get("item") ?? "", language: read.get("language") ?? "" }}
      typed={await typedBefore(actor, search)}
      mayChange={may(actor, "manage-comments", authority.id)}
      notice={<OfficeNotice search={search} />}
    />
  );
}
