import { readFileSync } from "node:fs";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { jsonLdText } from "@/components/json-ld";
import { siteFacts } from "@/components/site-json-ld";
import { SitePage } from "@/components/site-page";
import { formatDate } from "@/core/format";
import type { IssuedRating, SiteDetail, Visit } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { type Scheme, schemeSchema } from "@/core/scheme";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const TODAY = "2026-11-22";
const messages = { en, zh, ar };
const schemes = new Map<string, Scheme>(
  ["ca-toronto-dinesafe@2001", "uk-fhrs@2018-11"].map((key) => {
    const text = readFileSync(`core/schemes/${key}.json`, "utf8");
    return [key, schemeSchema.parse(JSON.parse(text))];
  }),
);

const rating = (ratedOn: string, published: string, more: Partial<IssuedRating> = {}) => ({
  domain: "food" as const,
  standing: "green" as const,
  scheme: "ca-toronto-dinesafe@2001",
  outcome: published,
  published,
  ratedOn,
  asOf: "2026-11-15",
  staleOn: null,
  resultPending: false,
  inputs: {},
  origin: "published" as const,
  current: true,
  source: "Inspections",
  office: null,
  unconfirmed: false,
  previousOperator: false,
  ...more,
});

const visit = (id: string, visitedOn: string, more: Partial<Visit> = {}): Visit => ({
  id,
  domain: "food",
  visitedOn,
  timeIn: null,
  type: null,
  findings: [],
  rating: rating(visitedOn, "Pass"),
  ended: null,
  previousOperator: false,
  ...more,
});

function site(more: Partial<SiteDetail> = {}): SiteDetail {
  const authority = { slug: "port-alder", name: "Port Alder" };
  return {
    id: "7K3M9QX2VD",
    slug: "kohvik-lepp",
    name: "Kohvik Lepp",
    language: "en",
    kind: "fixed",
    category: "restaurant",
    address: "Pikk 12",
    locality: "Port Alder",
    postcode: null,
    position: { lat: 43.65, lon: -79.38 },
    website: null,
    authority,
    tax: null,
    standings: [rating("2026-10-19", "Pass")],
    distanceM: null,
    categoryAsPublished: null,
    formerNames: [],
    state: "open",
    endedOn: null,
    authorityDetail: {
      ...authority,
      country: "CA",
      language: "en",
      website: null,
      email: null,
      invented: true,
    },
    source: {
      name: "Inspections",
      licence: null,
      licenceUrl: null,
      url: null,
      asOf: "2026-11-15",
      language: "en",
      office: null,
    },
    sourceKey: "1",
    ratings: [rating("2026-10-19", "Pass")],
    earlier: [],
    visits: [],
    reply: null,
    operator: null,
    operatorDetail: null,
    pitch: null,
    takenOverOn: null,
    kin: [],
    siblings: [],
    nearby: [],
    ...more,
  };
}

function draw(detail: SiteDetail, locale: Locale = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC">
      <SitePage
        site={detail}
        schemes={schemes}
        locale={locale}
        today={TODAY}
        shortUrl="https://placard.test/en/sites/7K3M-9QX2-VD"
      />
    </NextIntlClientProvider>,
  );
}

function placeOf(page: string, visitId: string): { x: number; y: number } {
  const mark = new RegExp(`href="#visit-${visitId}"[^>]*><svg[^>]* x="([\\d.]+)%" y="(\\d+)"`);
  const [, x, y] = mark.exec(page) ?? [];
  return { x: Number(x), y: Number(y) };
}

test.each([
  ["en", "Food inspections recorded by Port Alder"],
  ["zh", "Port Alder的食品检查记录"],
  ["ar", "عمليات تفتيش الأغذية التي سجّلتها \u2068Port Alder\u2069"],
] as const)(
  "says in %s that a result was recorded here, whatever its authority's language",
  (locale, words) => {
    const office = { of: "food", authority: "Port Alder" } as const;
    const stored = "Kontrollid";
    const imported = site({ ratings: [rating("2026-10-19", "Pass", { source: stored, office })] });
    const recorded = site({ source: { ...site().source, name: stored, office } });
    for (const page of [draw(imported, locale), draw(recorded, locale)]) {
      expect(page).toContain(words);
      expect(page).not.toContain(stored);
    }
  },
);

describe("a site that changed hands, moved or was split", () => {
  test.each([
    ["en", "Under the previous operator: somebody else has run this place since 1 November 2026."],
    ["zh", "前一经营者"],
    ["ar", "المشغِّل السابق"],
  ] as const)("says in %s that a result is of the previous operator", (locale, words) => {
    const old = rating("2026-10-19", "Pass", { previousOperator: true });
    const page = draw(
      site({
        takenOverOn: "2026-11-01",
        ratings: [old],
        visits: [visit("1", "2026-10-19", { previousOperator: true })],
        earlier: [{ ...old, current: false }],
      }),
      locale,
    );
    expect(page).toContain(words);
    const short = messages[locale].place.underPreviousOperator;
    expect(page.split(short).length - 1).toBeGreaterThanOrEqual(2);
    expect(draw(site(), locale)).not.toContain(words);
  });

  test("leads to where it is now, in the words of each relation", () => {
    const other = { id: "1111111111", slug: "kohvik", name: "Kohvik", language: "et" };
    for (const relation of ["moved-to", "moved-from", "split-into", "split-from"] as const) {
      const kin = [{ ...other, relation, address: "Lai 1", on: "2026-11-01" }];
      const page = draw(site({ kin }));
      expect(page).toContain("Kohvik, Lai 1");
      expect(page).toContain('href="/en/sites/1111-1111-11/kohvik"');
    }
  });
});

describe("history", () => {
  const visits = [
    visit("3", "2026-10-19"),
    visit("2", "2026-10-12", { rating: null }),
    visit("1", "2019-01-05"),
  ];

  test("each visit is a named link of the strip to what the visit found", () => {
    const page = draw(site({ visits }));
    for (const { id } of visits) {
      expect(page).toContain(`href="#visit-${id}"`);
      expect(page).toContain(`id="visit-${id}"`);
    }
    expect(page).toContain('aria-label="19 October 2026: Pass"');
    expect(page).toContain('aria-label="12 October 2026: Result not published"');
  });

  test("visits of one day are told apart by their times, or by number where one is not known", () => {
    const timed = (id: string, timeIn: string | null) => visit(id, "2026-10-19", { timeIn });
    const known = draw(site({ visits: [timed("2", "14:05"), timed("1", "09:30")] }));
    expect(known).toContain('aria-label="19 October 2026, 14:05: Pass"');
    expect(known).toContain('aria-label="19 October 2026, 09:30: Pass"');
    const unknown = draw(site({ visits: [timed("2", "14:05"), timed("1", null)] }));
    expect(unknown).toContain('aria-label="19 October 2026 (2nd visit that day): Pass"');
    expect(unknown).toContain('aria-label="19 October 2026 (1st visit that day): Pass"');
    expect(unknown).not.toContain("14:05");
    const corrected: Visit = { ...timed("1", null), ended: "corrected" };
    const one = draw(site({ visits: [timed("2", null), corrected] }));
    expect(one).toContain('aria-label="19 October 2026: Pass"');
    expect(one).not.toContain("that day");
  });

  test("visits too close to stand side by side stand above each other", () => {
    const page = draw(site({ visits }));
    expect(placeOf(page, "3").y).not.toBe(placeOf(page, "2").y);
  });

  test("time runs from the right in Arabic", () => {
    expect(placeOf(draw(site({ visits })), "3").x).toBeGreaterThan(80);
    expect(placeOf(draw(site({ visits }), "ar"), "3").x).toBeLessThan(20);
  });
});

test("scores are shown with their range and which end is good", () => {
  const scored = rating("2026-10-19", "5", {
    scheme: "uk-fhrs@2018-11",
    inputs: { hygiene: 5, structural: 0, confidence: 5 },
  });
  const page = draw(site({ standings: [scored], ratings: [scored] }));
  expect(page).toContain("Lower is better.");
  expect(page).toContain("0 to 25");
  expect(page).toContain("this scheme publishes none");
});

describe("why a result is what it is", () => {
  const scored = rating("2026-10-19", "3", {
    standing: "yellow",
    scheme: "uk-fhrs@2018-11",
    inputs: { hygiene: 10, structural: 5, confidence: 10 },
  });
  const found = (severity: "minor" | "significant" | "crucial") => ({
    code: null,
    text: `A ${severity} thing`,
    severity,
    severityAsPublished: null,
    correctedOnSite: false,
    repeated: false,
    action: null,
    courtOutcome: null,
    fine: null,
  });

  test("is said by the rule, with what the next better result asks for and what leads there", () => {
    const page = draw(site({ standings: [scored], ratings: [scored] }));
    expect(page).toContain("Total of the scores: 25 (at most 30)");
    expect(page).toContain("For 4 Good it would have needed:");
    expect(page).toContain("Total of the scores at most 20; it is 25");
    expect(page).toContain("It would be green with");
    for (const way of [
      "Hygiene: 5 (Good) instead of 10 (Generally satisfactory)",
      "Confidence in management: 5 (Good) instead of 10 (Generally satisfactory)",
    ]) {
      expect(page).toContain(way);
    }
  });

  test("is told from the findings of its visit where the scheme judges by these", () => {
    const closed = rating("2026-10-19", "Closed", { standing: "red" });
    const visits = [
      visit("1", "2026-10-19", { findings: [found("crucial"), found("minor")], rating: closed }),
    ];
    const page = draw(site({ standings: [closed], ratings: [closed], visits }));
    expect(page).toContain("Crucial infractions not corrected on site: 1<");
    expect(page).toContain("It would be yellow with");
    expect(page).toContain("Crucial: 1 finding of 1 not there at the visit");
  });

  test("is left open where the source does not say, or says something else", () => {
    const bare = { ...scored, inputs: {} };
    expect(draw(site({ standings: [bare], ratings: [bare] }))).toContain("does not publish what");
    const other = { ...scored, outcome: "5", published: "5", standing: "green" as const };
    const page = draw(site({ standings: [other], ratings: [other] }));
    expect(page).toContain("The published result stands.");
    expect(page).not.toContain("It would be");
  });
});

describe("a place whose current result was recorded on this board", () => {
  const recorded = rating("2026-11-20", "Pass", {
    asOf: "2026-11-20",
    source: "Inspections recorded by Port Alder",
  });
  const clean = visit("2", "2026-11-20", { type: "routine", timeIn: "14:00", rating: recorded });
  // The word of its kind is also one of ours.
  const imported = visit("1", "2026-10-19", { type: "routine" });
  const told = { standings: [recorded], ratings: [recorded] };

  test.each(["en", "zh", "ar"] as const)(
    "says in %s that nothing was out of order, and nowhere that findings are not published",
    (locale) => {
      const page = draw(site({ ...told, visits: [clean] }), locale);
      const { visitNone, visitNothing, unknownFindings, unknownSomeFindings } =
        messages[locale].place;
      expect(page).toContain(visitNone.clean);
      expect(page).toContain(visitNothing.clean);
      for (const wrong of [visitNone.unpublished, unknownFindings, unknownSomeFindings]) {
        expect(page).not.toContain(wrong);
      }
    },
  );

  test("says of the source's own visits alone that their findings are not known", () => {
    const page = draw(site({ ...told, visits: [clean, imported] }));
    expect(page).toContain("What some of the visits found in detail.");
    expect(page).not.toContain("No findings are published for this place.");
    expect(draw(site({ visits: [imported] }))).toContain(
      "No findings are published for this place.",
    );
  });

  test("does not take a poor score for order where the scheme asks for no findings", () => {
    const poor = { ...recorded, standing: "red" as const, scheme: "uk-fhrs@2018-11", outcome: "1" };
    const page = draw(
      site({ standings: [poor], ratings: [poor], visits: [{ ...clean, rating: poor }] }),
    );
    expect(page).toContain("no findings written down");
    expect(page).not.toMatch(/nothing was out of order/i);
  });

  test.each(["en", "zh", "ar"] as const)(
    "names in %s the source of that result with its day beside the one that the place came from",
    (locale) => {
      const sources = (page: string) => /id="sources".*?<\/section>/s.exec(page)?.[0] ?? "";
      const page = sources(draw(site({ ...told, visits: [clean] }), locale));
      expect(page).toContain(messages[locale].place.resultSource);
      expect(page).toContain("Inspections recorded by Port Alder");
      expect(page).toContain(formatDate(locale, "2026-11-20"));
      expect(sources(draw(site(), locale))).not.toContain(messages[locale].place.resultSource);
    },
  );
});

test("an old result says so in words, a grey state never does", () => {
  const old = { ...rating("2020-01-01", "Pass"), staleOn: "2022-01-02" };
  expect(draw(site({ standings: [old], ratings: [old] }))).toContain("more than 2 years old");
  const never = { ...old, standing: "never" as const, outcome: null, staleOn: null };
  expect(draw(site({ standings: [never], ratings: [] }))).not.toContain("years old");
});

test("a hostile name stays text, in the page and in the data for machines", () => {
  const name = '</script><img src=x onerror="alert(1)">';
  expect(draw(site({ name }))).not.toContain("<img");
  const json = jsonLdText(
    siteFacts({
      site: site({ name }),
      schemes,
      locale: "en",
      url: "https://placard.test",
    }),
  );
  expect(json).not.toContain("<");
  expect(JSON.parse(json)).toMatchObject({ name });
});

test.each(["en", "zh", "ar"] as const)("the page is complete in %s", (locale) => {
  const page = draw(
    site({
      state: "gone",
      endedOn: "2026-11-15",
      kind: "mobile",
      position: null,
      address: null,
      reply: { text: "We have put it right.", language: "en", since: "2026-11-01" },
      earlier: [rating("2025-01-01", "Pass", { current: false })],
      visits: [visit("1", "2026-10-19")],
    }),
    locale,
  );
  expect(page).not.toMatch(/(?:place|stateWhy|finding|board)\.\w+/);
});
