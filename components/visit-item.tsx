import { useTranslations } from "next-intl";
import { LabelledField } from "@/components/labelled-field";
import { Separated } from "@/components/separated";
import { TextArea } from "@/components/text-area";
import type { ItemPhotos } from "@/components/visit-photos";
import { VisitPhotos } from "@/components/visit-photos";
import { formatDate, formatNumber } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { COMMENT_LENGTH_MAX, type DraftItem, MARKS } from "@/core/visit-draft";
import { isBeyondLimit, markBefore, markOf, type VisitFinding } from "@/core/visit-findings";
import { FIELD } from "@/core/visit-form";

/** One line of the checklist: its four marks, its measurement and, where it is out, the finding. */
export function VisitItem({
  item,
  entry,
  severity,
  comments,
  before,
  photos,
  locale,
}: {
  item: Scheme["checklist"][number];
  /** What the draft says of it, undefined before anybody looked. */
  entry: DraftItem | undefined;
  /** The scheme's word for how grave a finding here is. */
  severity: string;
  /** Sentences to choose from. */
  comments: readonly string[];
  /** What the routine visit before found here, where it was out then too. */
  before: { visitedOn: IsoDate; finding: VisitFinding } | null;
  photos: ItemPhotos;
  locale: Locale;
}) {
  const t = useTranslations("visit");
  const { code } = item;
  const id = `item-${code}`;
  return (
    <fieldset
      id={id}
      className="visit-item"
      data-item={code}
      data-beyond={isBeyondLimit(item, entry?.measured ?? null) || undefined}
    >
      <legend className="float-start mb-2 w-full">
        <span className="me-2 text-soft tabular-nums">{code}</span>
        <span className="font-medium">{item.text[locale]}</span>{" "}
        <span className="text-soft text-sm">{severity}</span>
        {before && (
          <span className="block text-sm">
            {t("repeatOf", { date: formatDate(locale, before.visitedOn) })}
            <span className="block text-soft">
              <Separated parts={foundBefore(before.finding)} />
            </span>
          </span>
        )}
      </legend>
      <div className="visit-choices clear-both">
        {MARKS.map((mark) => (
          <label key={mark} className="visit-choice">
            <input
              type="radio"
              name={FIELD.item(code, "mark")}
              value={mark}
              defaultChecked={markOf(item, entry) === mark}
            />
            {t(`mark.${mark}`)}
          </label>
        ))}
      </div>
      {item.measure && (
        <input
          type="hidden"
          name={FIELD.item(code, "before")}
          defaultValue={markBefore(item, entry) ?? ""}
        />
      )}
      {item.measure && (
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
          <label htmlFor={`${id}-measured`}>{t("measured")}</label>
          <input
            type="text"
            id={`${id}-measured`}
            className="control w-24 tabular-nums"
            name={FIELD.item(code, "measured")}
            inputMode="decimal"
            autoComplete="off"
            defaultValue={entry?.measured ?? ""}
            aria-describedby={`${id}-limit`}
          />
          <span>{item.measure.unit[locale]}</span>
          <span id={`${id}-limit`} className="text-soft text-sm">
            {limitText(item.measure)}
          </span>
          <p className="visit-beyond w-full font-medium text-sm">{t("beyond")}</p>
        </div>
      )}
      <div className="visit-details mt-3 rounded bg-wash p-3">
        <label className="target gap-3">
          <input
            type="checkbox"
            className="size-5"
            name={FIELD.item(code, "corrected")}
            defaultChecked={entry?.corrected}
          />
          {t("corrected")}
        </label>
        {comments.length > 0 && (
          <LabelledField id={`${id}-library`} label={t("library")}>
            <select
              id={`${id}-library`}
              className="control w-full min-w-0"
              name={`library.${code}`}
              defaultValue=""
            >
              <option value="">{t("libraryNone")}</option>
              {comments.map((text) => (
                <option key={text}>{text}</option>
              ))}
            </select>
          </LabelledField>
        )}
        <TextArea
          id={`${id}-comment`}
          label={t("comment")}
          hint={t("commentPublic")}
          name={FIELD.item(code, "comment")}
          rows={2}
          maxLength={COMMENT_LENGTH_MAX}
          defaultValue={entry?.comment ?? ""}
        />
        <VisitPhotos field={FIELD.item(code, "photo")} item={code} {...photos} />
      </div>
    </fieldset>
  );

  function foundBefore({ comment, measured, corrected }: VisitFinding) {
    const unit = item.measure?.unit[locale];
    return [
      comment && <bdi>{comment}</bdi>,
      measured !== null &&
        unit &&
        t("measuredValue", { value: formatNumber(locale, measured), unit }),
      t(corrected ? "corrected" : "stillOpen"),
    ];
  }

  function limitText({ min, max, unit }: NonNullable<typeof item.measure>) {
    const number = (value: number) => formatNumber(locale, value);
    const kind = min === undefined ? "max" : max === undefined ? "min" : "minmax";
    return t("limit", {
      kind,
      min: number(min ?? 0),
      max: number(max ?? 0),
      unit: unit[locale],
    });
  }
}
