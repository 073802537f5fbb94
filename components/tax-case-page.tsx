import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { RegisterNumber } from "@/components/register-number";
import { Section } from "@/components/section";
import { TaxEditForm } from "@/components/tax-edit-form";
import { TaxEditPreview, type TaxPreview } from "@/components/tax-edit-preview";
import { TaxFigures } from "@/components/tax-figures";
import { TaxHeldStanding } from "@/components/tax-held-standing";
import { TaxStandingAccount } from "@/components/tax-standing-account";
import { TaxStandingLine } from "@/components/tax-standing-line";
import { formatMoment, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { HeldStanding, RecordedStanding, TaxCase } from "@/core/tax-case";

interface Props {
  found: TaxCase;
  schemes: ReadonlyMap<string, Scheme>;
  /** The form that puts it right, for whoever may: its scheme, and what was typed before and refused. */
  editing: {
    scheme: Scheme;
    typed: Readonly<Record<string, string>>;
    refusedField: string | null;
  } | null;
  preview: TaxPreview | null;
  /** What a delivery that is held says of it. */
  held: HeldStanding | null;
  today: IsoDate;
  locale: Locale;
  notice: ReactNode;
}

/** A single case: standing and reasons, the figures behind them, and the form that puts it right. */
export function TaxCasePage(props: Props) {
  const { found, schemes, editing, preview, held, today, locale, notice } = props;
  const t = useTranslations("tax");
  const { current, identifier } = found;
  const scheme = schemes.get(current.scheme);
  const form = editing && <TaxEditForm {...{ found, today, locale }} {...editing} />;
  // Whoever has typed something goes on where it is told what came of it.
  const isBegun = editing !== null && Object.keys(editing.typed).length > 0;
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/tax${held ? `/batches/${held.batchId}` : ""}`}>
        {t(held ? "batch" : "back")}
      </BackLink>
      <h1 className="font-semibold text-xl">
        <bdi lang={found.language ?? undefined}>{found.name ?? identifier.number}</bdi>
      </h1>
      <p className="text-soft">
        <RegisterNumber of={identifier} />
        {" · "}
        <bdi lang={found.authority.language}>{found.authority.name}</bdi>
      </p>
      <div className="mt-4 empty:hidden">{notice}</div>
      {preview && <TaxEditPreview {...{ preview, current, schemes, today, locale }} />}
      {isBegun && form}
      <Standing {...props} />
      {scheme && found.inputs && (
        <Section id="figures" title={t("figures")}>
          <p className="measure mb-3 text-soft text-sm">{t("figuresText")}</p>
          <TaxFigures scheme={scheme} inputs={found.inputs} locale={locale} />
        </Section>
      )}
      {held && <TaxHeldStanding {...{ held, current, schemes, today, locale }} />}
      {!isBegun && form}
      {found.earlier.length > 0 && (
        <Section id="earlier" title={t("earlier")}>
          <ol>
            {found.earlier.map((one) => (
              <li key={one.id} className="border-hairline border-t py-2">
                <TaxStandingLine one={one} schemes={schemes} locale={locale} />
                <Recorded one={one} locale={locale} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </div>
  );
}

function Standing({ found: { current }, schemes, today, locale }: Props) {
  const t = useTranslations("tax");
  return (
    <Section id="standing" title={t("standing")}>
      <TaxStandingAccount one={current} {...{ schemes, today, locale }} />
      <Recorded one={current} locale={locale} />
    </Section>
  );
}

function Recorded({ one, locale }: { one: RecordedStanding; locale: Locale }) {
  const t = useTranslations("tax");
  const moment = formatMoment(locale, one.recordedAt.getTime());
  return (
    <p className="mt-1 text-soft text-sm">
      {one.recordedBy
        ? t("editedBy", { name: isolated(locale, one.recordedBy), moment })
        : t("fed", { moment })}
      {one.grounds && (
        <>
          {" "}
          <bdi>{one.grounds}</bdi>
        </>
      )}
    </p>
  );
}
