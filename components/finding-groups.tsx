import { useTranslations } from "next-intl";
import { Separated } from "@/components/separated";
import { formatAmount, isolated } from "@/core/format";
import type { Finding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

const SEVERITIES = ["crucial", "significant", "minor", null] as const;

/** Findings by how much they matter, worst first, in the words of the authority. */
export function FindingGroups({
  findings,
  language,
  scheme,
  locale,
}: {
  findings: readonly Finding[];
  language: string;
  /** Of the visit's result: its own words for how grave something is are the ones shown. */
  scheme: Scheme | undefined;
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
      {!plain && <h3 className="mb-1 font-semibold">{gradeOf(severity, items)}</h3>}
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

  function gradeOf(severity: Finding["severity"], items: readonly Finding[]): string {
    const input = Object.values(scheme?.inputs ?? {}).find((one) => "findings" in one);
    const words = input && "findings" in input ? input.findings : {};
    const published = items[0]?.severityAsPublished ?? "";
    const own = Object.hasOwn(words, published) ? words[published] : undefined;
    return own?.[locale] ?? t(severity ?? "ungraded");
  }

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
