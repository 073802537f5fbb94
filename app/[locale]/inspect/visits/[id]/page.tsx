import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireSignedIn } from "@/app/actor";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { FormNotice } from "@/components/form-notice";
import { VisitChecklist } from "@/components/visit-checklist";
import { VisitDiscard } from "@/components/visit-decision";
import { VisitIncomparable } from "@/components/visit-difference";
import { VisitEnding } from "@/components/visit-ending";
import { VisitFindingList } from "@/components/visit-finding-list";
import { VisitForm } from "@/components/visit-form";
import { VisitFrame } from "@/components/visit-frame";
import { VisitHeading } from "@/components/visit-heading";
import { VisitMissing } from "@/components/visit-missing";
import { VisitPhotoForms } from "@/components/visit-photo-forms";
import { VisitRecord } from "@/components/visit-record";
import { VisitScores } from "@/components/visit-scores";
import { VisitUnread } from "@/components/visit-unread";
import { readFlaws } from "@/core/flaw-query";
import { grouped } from "@/core/grouped";
import { localDay } from "@/core/local-day";
import { type Action, may } from "@/core/permissions";
import { previewVisit } from "@/core/preview-visit";
import { fittingKinds, isMailable } from "@/core/visit-state";
import { officeDatabase } from "@/db/client";
import { wasVisited } from "@/db/commands/visits/who-may-visit";
import { findComparedVisit } from "@/db/queries/find-compared-visit";
import { findPreviousOfDraft } from "@/db/queries/find-previous-routine";
import { findVisit } from "@/db/queries/find-visit";
import { listItemComments } from "@/db/queries/list-item-comments";
import { listVisitPhotos } from "@/db/queries/list-visit-photos";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("visit");
  return { title: t("draftOf"), robots: { index: false } };
}

/** A visit: its form as long as it is the reader's own draft, else what is on record. */
export default async function VisitPage({ params, searchParams }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/inspect/visits/${id}`);
  const actor = await requireSignedIn(locale, "read-visit");
  const search = await searchParams;
  const { refused, flaw } = search;
  const visit = z.uuid().safeParse(id).success
    ? await findVisit(officeDatabase(), actor, id)
    : null;
  if (!visit) return refuse();
  const day = localDay(new Date(), visit.authority.timeZone);
  const mayHere = (action: Action) =>
    may(actor, action, visit.authority.id) || may(actor, action, visit.deciding.id);
  const notice = (
    <div className="mt-4 empty:hidden">
      <OfficeNotice search={search} />
    </div>
  );
  if (visit.state !== "draft" || visit.inspector.id !== actor.userId) {
    return (
      <div className="page max-w-3xl pb-16">
        <VisitHeading visit={visit} locale={locale} />
        {notice}
        <VisitRecord
          visit={visit}
          before={await findComparedVisit(officeDatabase(), visit)}
          locale={locale}
          canMail={mayHere("mail-report") && isMailable(visit.state)}
          canCorrect={may(actor, "record-visit", visit.authority.id)}
          canAsk={mayHere("ask-withdrawal")}
          canWithdraw={may(actor, "withdraw-visit", visit.deciding.id)}
          hasAsked={visit.withdrawal?.askedBy === actor.userId}
        />
      </div>
    );
  }
  const previous = await findPreviousOfDraft(officeDatabase(), visit, day);
  const sentences = await listItemComments(officeDatabase(), visit.authority.id, visit.scheme.id);
  const comments = sentencesIn([visit.authority.language, locale], sentences);
  const photos = photosByItem(await listVisitPhotos(officeDatabase(), id));
  const comparable = previous?.isComparable ? previous : null;
  const kinds = fittingKinds(await wasVisited(officeDatabase(), visit.siteId, visit.domain));
  const context = { visit, comments, photos, previous: comparable, kinds, locale, today: day };
  const isCompetent = visit.deciding.id === visit.authority.id;
  const { missing } = previewVisit(visit.draft, visit.scheme, day, kinds);
  const { visit: words, why, scheme: schemeWords } = await getMessages();
  const returned =
    visit.submittedAt && visit.steps.findLast(({ name }) => name === "returned")?.reason;
  const t = await getTranslations("visit");
  return (
    <div className="page max-w-3xl pb-4">
      <VisitHeading visit={visit} locale={locale} />
      {notice}
      {returned && (
        <div className="mt-4">
          <FormNotice tone="refused">{t("returned", { reason: returned })}</FormNotice>
        </div>
      )}
      {refused === "unread" && (
        <VisitUnread flaws={readFlaws(flaw)} scheme={visit.scheme} locale={locale} />
      )}
      {refused === "incomplete" && missing.length > 0 && (
        <VisitMissing {...{ missing, locale }} scheme={visit.scheme} />
      )}
      <VisitIncomparable before={previous} locale={locale} />
      <NextIntlClientProvider messages={{ visit: words, why, scheme: schemeWords }}>
        <VisitForm
          visit={{
            id,
            revision: visit.revision,
            scheme: visit.scheme,
            draft: visit.draft,
            site: visit.site,
          }}
          today={day}
          locale={locale}
        >
          <VisitFrame {...context} />
          <p className="needs-script mt-6 text-soft text-sm">{t("keys")}</p>
          <VisitChecklist {...context} />
          <VisitFindingList {...context} />
          <VisitScores {...context} />
          <VisitEnding {...context} deciding={isCompetent ? null : visit.deciding} />
        </VisitForm>
      </NextIntlClientProvider>
      <VisitPhotoForms visit={visit} locale={locale} />
      {!visit.submittedAt && <VisitDiscard id={id} locale={locale} />}
    </div>
  );
}

/** Sentences by item: those in the first of the languages that has any, else all. */
function sentencesIn(
  languages: readonly string[],
  sentences: readonly { itemCode: string; language: string; text: string }[],
): Record<string, string[]> {
  const byItem = grouped(sentences, ({ itemCode }) => itemCode);
  return Object.fromEntries(
    [...byItem].map(([code, all]) => {
      const own = languages
        .map((wanted) => all.filter(({ language }) => baseOf(language) === baseOf(wanted)))
        .find((those) => those.length > 0);
      return [code, (own ?? all).map(({ text }) => text)];
    }),
  );
}

function baseOf(language: string): string | undefined {
  return language.split("-")[0];
}

function photosByItem(
  photos: readonly { itemCode: string | null; sha256: string }[],
): Record<string, string[]> {
  const byItem = grouped(photos, ({ itemCode }) => itemCode ?? "");
  return Object.fromEntries(
    [...byItem].map(([code, all]) => [code, all.map(({ sha256 }) => sha256)]),
  );
}
