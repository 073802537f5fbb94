import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** What a visit looks at, item by item. */
export function SchemeChecklist({ scheme, locale }: { scheme: Scheme; locale: Locale }) {
  const t = useTranslations("scheme");
  const severities = Object.values(scheme.inputs).flatMap((input) =>
    "findings" in input ? Object.entries(input.findings) : [],
  );
  const words = new Map(severities);
  return (
    <ol className="columns-1 gap-x-12 md:columns-2">
      {scheme.checklist.map(({ code, text, severity, measure }) => (
        <li
          key={code}
          className="grid break-inside-avoid grid-cols-[2rem_1fr_auto] gap-x-2 border-hairline border-t py-1.5"
        >
          <span className="text-soft">{code}</span>
          <span>
            {text[locale]}
            {measure && (
              <span className="text-soft text-sm">
                {" "}
                {t("measure", {
                  kind: `${measure.min === undefined ? "" : "min"}${measure.max === undefined ? "" : "max"}`,
                  min: measure.min ?? 0,
                  max: measure.max ?? 0,
                  unit: measure.unit[locale],
                })}
              </span>
            )}
          </span>
          <span className="text-soft text-sm">{words.get(severity)?.[locale]}</span>
        </li>
      ))}
    </ol>
  );
}
