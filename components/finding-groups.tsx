import { useTranslations } from "next-intl";
import { Separated } from "@/components/separated";
import { formatAmount, isolated } from "@/core/format";
import type { Finding } from "@/core/listing";
import type { Locale } from "@/core/locale";

const SEVERITIES = ["crucial", "significant", "minor", null] as const;

/** Findings by how much they matter, worst first, in the words of the authority. */
export function FindingGroups({
  findings,
  language,
  locale,
}: {
  findings: readonly Finding[];
  language: string;
  locale: Locale;
}) {
  const t = useTranslations("finding");
  const groups = SEVERITIES.map((severity) => ({
    severity,
    items: findings.filter((finding) => finding.severity === severity),
  })).filter(({ items }) => items.length > 0);
  const plain = groups.length === 1 && groups[0]?.severity === null;
  return groups.map(({ severity, items }) => (
    <div key={severity} className="measure mb-4">
      {!plain && <h3 className="mb-1 font-semibold">{t(severity ?? "ungraded")}</h3>}
      <ul>
        {items.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be found twice
          <li key={index} className="border-hairline border-t py-2">
            <p lang={language} dir="auto">
              {finding.text}
            </p>
            <p className="text-sm text-soft">
              <Separated parts={consequences(finding)} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  ));

  function consequences({ correctedOnSite, repeated, action, courtOutcome, fine }: Finding) {
    return [
      correctedOnSite && <span className="font-medium text-ink">{t("corrected")}</span>,
      repeated && <span className="font-medium text-ink">{t("repeated")}</span>,
      action && t("action", { text: isolated(locale, action) }),
      courtOutcome && t("court", { text: isolated(locale, courtOutcome) }),
      fine !== null && t("fine", { amount: formatAmount(locale, fine) }),
    ];
  }
}
