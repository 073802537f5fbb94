import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import { TaxFigures } from "@/components/tax-figures";
import { TaxMove } from "@/components/tax-moves";
import { TaxStandingAccount } from "@/components/tax-standing-account";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { HeldStanding, RecordedStanding } from "@/core/tax-case";

/** What a delivery that waits for a decision says of a case, to be compared with its source. */
export function TaxHeldStanding({
  held,
  current,
  schemes,
  today,
  locale,
}: {
  held: HeldStanding;
  current: RecordedStanding;
  schemes: ReadonlyMap<string, Scheme>;
  today: IsoDate;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const scheme = schemes.get(held.scheme);
  return (
    <Section id="held" title={t("heldCase")}>
      <p className="measure mb-3">{t("heldCaseText")}</p>
      <TaxStandingAccount
        one={held}
        {...{ schemes, today, locale }}
        more={[
          {
            name: t("change"),
            value: held.isOvertaken ? (
              t("older")
            ) : (
              <TaxMove from={current.standing} to={held.standing} />
            ),
          },
        ]}
      />
      {scheme && (
        <>
          <h3 className="mt-4 mb-1 font-semibold">{t("figures")}</h3>
          <TaxFigures scheme={scheme} inputs={held.inputs} locale={locale} />
        </>
      )}
      <a className="control mt-4" href={`/${locale}/tax/batches/${held.batchId}`}>
        {t("toDelivery")}
      </a>
    </Section>
  );
}
