import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TaxPanel } from "@/components/tax-panel";
import type { TaxDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { standingOfResult } from "@/core/rate";
import type { Scheme } from "@/core/scheme";
import { isColour } from "@/core/standing";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";
import { schemeNamed } from "@/tests/support/schemes";

const messages = { en, zh, ar };
const LOCALES = ["en", "zh", "ar"] as const;
const SCHEMES = ["placard-tax@1", "cn-tax@2021", "cn-tax@2025"] as const;

function draw(scheme: Scheme, rule: string, more: Partial<TaxDetail>, locale: Locale): string {
  const key = `${scheme.id}@${scheme.version}`;
  const tax: TaxDetail = {
    ...{ standing: "red", scheme: key, outcome: null, asOf: "2026-01-31", silence: null, rule },
    ...{ disputed: false, planned: false, legalBasis: "Tax Act", authority: null },
    ...more,
  };
  const panel = { tax, locale, title: "Tax", schemes: new Map([[key, scheme]]) };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC">
      <TaxPanel {...panel} today="2026-02-01" />
    </NextIntlClientProvider>,
  );
}

test.each(SCHEMES)("every colour that %s gives says why and what restores it", (name) => {
  const scheme = schemeNamed(name);
  for (const rule of scheme.rules) {
    const standing = standingOfResult(rule, scheme);
    if (!isColour(standing)) continue;
    for (const locale of LOCALES) {
      const html = draw(scheme, rule.id, { standing }, locale);
      const { whyTitle, restoreTitle } = messages[locale].taxPanel;
      expect(html, rule.id).toContain(whyTitle);
      expect(html.includes(restoreTitle), rule.id).toBe(standing !== "green");
      expect(html).not.toContain("undefined");
    }
  }
});

test.each(LOCALES)("a rule that the scheme does not know is given no reason in %s", (locale) => {
  const html = draw(schemeNamed("placard-tax@1"), "nobody-knows", {}, locale);
  const { whyTitle, whyOther } = messages[locale].taxPanel;
  expect(html).not.toContain(whyTitle);
  expect(html).not.toContain(whyOther.split("{")[0]);
});
