import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn, type SignedIn } from "@/app/actor";
import { answerNotFound } from "@/app/answer-not-found";
import { allSchemes } from "@/app/board-data";
import { decodedSegment } from "@/app/decoded-segment";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { taxEditFields } from "@/app/tax-edit-fields";
import { today } from "@/app/today";
import { typedBefore } from "@/app/typed-before";
import { TaxCasePage } from "@/components/tax-case-page";
import { TaxCaseUnknown } from "@/components/tax-case-unknown";
import type { TaxPreview } from "@/components/tax-edit-preview";
import { TaxFieldNotice } from "@/components/tax-field-notice";
import type { Locale } from "@/core/locale";
import { may } from "@/core/permissions";
import type { Scheme } from "@/core/scheme";
import type { TaxCase } from "@/core/tax-case";
import { taxFigures } from "@/core/tax-standing";
import { officeDatabase } from "@/db/client";
import { findHeldStanding } from "@/db/queries/find-held-standing";
import { listManaged } from "@/db/queries/find-managed";
import { findTaxCase } from "@/db/queries/find-tax-case";
import { listTaxSchemes } from "@/db/queries/list-tax-schemes";
import { previewTaxEdit } from "@/db/queries/preview-tax-edit";

interface Props {
  params: Promise<{ locale: string; scheme: string; number: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tax");
  return { title: t("case"), robots: { index: false } };
}

/** A single case: the standing, the figures behind it, and the form that puts it right. */
export default async function CasePage({ params, searchParams }: Props) {
  const { scheme, number } = await params;
  const locale = await pageLocale(params, () => `/tax/entities/${scheme}/${number}`);
  const actor = await requireSignedIn(locale, "read-tax");
  const identifier = { scheme: decodedSegment(scheme), number: decodedSegment(number) };
  const found = await findTaxCase(officeDatabase(), actor, identifier);
  const search = await searchParams;
  if (!found) return unknownCase(actor, identifier, locale, search);
  const mayEdit = may(actor, "manage-tax", found.authority.id);
  const typed = mayEdit ? await typedOf(found, actor, search) : {};
  const held = await findHeldStanding(officeDatabase(), actor, found.entityId);
  const asked = mayEdit ? await formScheme(found, typed.asOf) : null;
  const previewed = mayEdit && search.preview ? await previewOf(typed, actor) : null;
  const told = previewed && "refused" in previewed ? previewed : search;
  const refusedField = asked && figureOf(asked, told);
  return (
    <TaxCasePage
      {...{ found, held, locale }}
      schemes={await allSchemes()}
      editing={asked && { typed, refusedField, scheme: asked }}
      preview={previewed && "judged" in previewed ? previewed : null}
      today={today()}
      notice={
        asked && refusedField ? (
          <TaxFieldNotice field={refusedField} scheme={asked} locale={locale} />
        ) : (
          <OfficeNotice search={told} />
        )
      }
    />
  );
}

/** The same where it is another authority's: nothing is told of it. */
async function unknownCase(
  actor: SignedIn,
  identifier: { scheme: string; number: string },
  locale: Locale,
  search: Awaited<SearchParams>,
) {
  answerNotFound();
  const authorities = await listManaged(officeDatabase(), actor, "read-tax");
  return (
    <TaxCaseUnknown
      {...{ identifier, locale }}
      countries={authorities.map((one) => one.country)}
      typed={(await typedBefore(actor, search))("/office/tax/find")}
      notice={<OfficeNotice search={search} />}
    />
  );
}

/** The figure of a scheme that a refusal names. */
function figureOf(scheme: Scheme, { refused, field }: Awaited<SearchParams>): string | null {
  if (refused !== "case-inputs") return null;
  return taxFigures(scheme).find((name) => name === field) ?? null;
}

/** What was typed into the form of this case, and of no other. */
async function typedOf(
  { entityId }: TaxCase,
  actor: SignedIn,
  search: Awaited<SearchParams>,
): Promise<Readonly<Record<string, string>>> {
  const typed = (await typedBefore(actor, search))("/office/tax/cases");
  return typed.entity === String(entityId) ? typed : {};
}

/** What the typed form would come to, or why it comes to nothing. */
async function previewOf(
  typed: Readonly<Record<string, string>>,
  actor: SignedIn,
): Promise<TaxPreview | { refused: string; field?: string }> {
  const { step, ...fields } = typed;
  const parsed = taxEditFields.safeParse(fields);
  if (!parsed.success) return { refused: "typed-gone" };
  const { edit } = parsed.data;
  const judged = await previewTaxEdit(officeDatabase(), actor, edit, today());
  if (judged.ok) return { edit, judged, fields };
  const { reason: refused, ...named } = judged;
  return { refused, ...("field" in named && named.field && { field: named.field }) };
}

/** The one in force on the day of the figures: another may ask for others. */
async function formScheme({ authority, current }: TaxCase, asOf = current.asOf) {
  const schemes = await listTaxSchemes(officeDatabase(), authority.id);
  return schemes.on(asOf) ?? (await allSchemes()).get(current.scheme) ?? null;
}
