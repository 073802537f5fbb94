import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MatchesPage } from "@/components/matches-page";
import type { Match } from "@/core/match";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const messages = { en, zh, ar };
const LOCALES = ["en", "zh", "ar"] as const;
const PLACE = { slug: "lepp", name: "Kohvik Lepp", language: "et", address: "Pikk 12" };
const match: Match = {
  id: 7,
  state: "proposed",
  score: 0.8,
  evidence: {
    name: { site: "Kohvik Lepp", entity: "Kohvik Lepp Mustamäe", alike: 0.8 },
    address: { site: "Pikk 12", entity: "Pikk 12", agrees: "same" },
    phone: null,
    distanceM: 12,
  },
  rule: null,
  reason: null,
  decidedBy: null,
  decidedOn: null,
  site: { id: "7K3M9QX2VD", ...PLACE },
  entity: {
    ...{ scheme: "ee-regcode", number: "10421629", name: "Lepa Toit OÜ" },
    ...{ language: "et", sites: 2 },
  },
};

function draw(
  locale: (typeof LOCALES)[number],
  shown: Match,
  { mayDecide = true, decided = false } = {},
): string {
  const authority = { id: 1, slug: "tallinn", name: "Tallinn" };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC">
      <MatchesPage
        {...{ locale, mayDecide, decided }}
        authority={authority as Parameters<typeof MatchesPage>[0]["authority"]}
        matches={[shown]}
        total={1}
        notice={null}
      />
    </NextIntlClientProvider>,
  );
}

const cells = (html: string, row: number) =>
  [...(html.split("<tr")[row + 2] ?? "").matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(
    ([, text = ""]) => text,
  );

test.each(LOCALES)("in %s: the legal name leads to the page of the business", (locale) => {
  const html = draw(locale, match);
  const [, business = "", agrees] = cells(html, 0);
  expect(business).toContain(`href="/${locale}/entities/ee-regcode/10421629"`);
  expect(business).toContain('<bdi lang="et">Lepa Toit OÜ</bdi></a>');
  expect(business).toContain("10421629</bdi>");
  expect(business).toMatch(/runs 2 places|经营2处场所|تدير مكانين/);
  expect(agrees).toBe("");
  expect(cells(html, 1)[1]).toBe("<bdi>Kohvik Lepp Mustamäe</bdi>");
});

test("a business of which only the number is known is reached by its number", () => {
  const html = draw("en", { ...match, entity: { ...match.entity, name: null, language: null } });
  expect(cells(html, 0)[1]).toMatch(/<a [^>]*ee-regcode\/10421629"[^>]*>.*10421629<\/bdi><\/a>/s);
});

test.each(LOCALES)("in %s: what a Yes does is said to whoever can say it", (locale) => {
  const { means } = messages[locale].matches;
  expect(draw(locale, match)).toContain(means);
  expect(draw(locale, match)).toContain('aria-describedby="match-7 match-7-means"');
  expect(draw(locale, match, { mayDecide: false })).not.toContain(means);
  expect(draw(locale, { ...match, state: "confirmed" })).not.toContain(means);
});

test.each([
  [false, en.matches.waiting],
  [true, en.matches.decided],
])("of what waits and what is decided (%s), the one that is open is marked", (decided, word) => {
  const marked = [
    ...draw("en", match, { decided }).matchAll(
      /<a class="([^"]*)"[^>]*aria-current="page">([^<]*)/g,
    ),
  ];
  expect(marked.map(([, , text]) => text)).toEqual([word]);
  expect(marked[0]?.[1]).toContain("office-current");
});
