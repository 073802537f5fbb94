import { useTranslations } from "next-intl";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import type { Input, Inputs, Scheme } from "@/core/scheme";

/** The published scores that a result rests on, each with the range it comes from. */
export function ScoreTable({
  scheme,
  inputs,
  locale,
}: {
  scheme: Scheme;
  inputs: Inputs;
  locale: Locale;
}) {
  const t = useTranslations("place");
  const rows = Object.entries(scheme.inputs).flatMap(([name, input]) => {
    const [range, value] = [rangeOf(input), inputs[name]];
    return range && typeof value === "number" ? [{ name, label: input.label, range, value }] : [];
  });
  if (rows.length === 0) return null;
  const better = betterEnd(scheme);
  return (
    <table className="mt-4 w-full max-w-lg text-start">
      <caption className="pb-1 text-start font-semibold">
        {t("scores")}
        {better && <span className="font-normal text-soft"> · {t(better)}</span>}
      </caption>
      <thead>
        <tr className="text-soft text-sm">
          <th scope="col" className="py-1 text-start font-normal">
            {t("scorePart")}
          </th>
          <th scope="col" className="py-1 ps-4 text-end font-normal">
            {t("score")}
          </th>
          <th scope="col" className="py-1 ps-4 text-end font-normal">
            {t("scoreRange")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, range, value }) => (
          <tr key={name} className="border-hairline border-t">
            <th scope="row" className="py-1.5 text-start font-normal">
              {label[locale]}
            </th>
            <td className="py-1.5 ps-4 text-end font-semibold">{formatNumber(locale, value)}</td>
            <td className="py-1.5 ps-4 text-end text-soft">
              {t("range", {
                min: formatNumber(locale, range.min),
                max: formatNumber(locale, range.max),
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From where to where a score goes; null for what is no score. */
function rangeOf(input: Input): { min: number; max: number } | null {
  if ("number" in input) return input.number;
  if (!("choice" in input)) return null;
  const numbers = input.choice.filter((one) => typeof one === "number");
  return numbers.length > 0 ? { min: Math.min(...numbers), max: Math.max(...numbers) } : null;
}

/** Which end of its scores a scheme calls good, as its own rules have it. */
function betterEnd(scheme: Scheme): "lowerBetter" | "higherBetter" | null {
  const colourAt = (end: "min" | "max") => {
    const inputs = Object.entries(scheme.inputs).flatMap(([name, input]) => {
      const range = rangeOf(input);
      return range ? [[name, range[end]]] : [];
    });
    const rated = rate(Object.fromEntries(inputs), scheme);
    return rated.ok ? rated.standing : null;
  };
  const [lowest, highest] = [colourAt("min"), colourAt("max")];
  if (lowest === "green" && highest === "red") return "lowerBetter";
  return lowest === "red" && highest === "green" ? "higherBetter" : null;
}
