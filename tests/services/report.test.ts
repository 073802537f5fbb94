import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { type ReportWords, reportContent } from "@/core/report-content";
import type { VisitDraft } from "@/core/visit-draft";
import type { VisitReport } from "@/core/visit-report";
import { VISIT_STATES } from "@/core/visit-state";
import { visitReport } from "@/services/report";
import { wordsIn } from "@/services/words";
import { type PdfPage, readPdf } from "@/tests/support/pdf-pages";
import { draftWith, readScheme, reportOf } from "@/tests/support/visit-reports";

const LOCALES = ["en", "zh", "ar"] as const;
const SCHEME = readScheme("us-alameda@2012");
const NAME = "Kohvik Lepp 荣成海鲜馆 مقهى النور";
const COMMENTS = {
  en: "Cooked rice stood at 24 °C beside the stove.",
  zh: "熟米饭放在炉灶旁，温度为 24 °C。",
  ar: "كان الأرز المطبوخ بجانب الموقد عند ٢٤ درجة مئوية.",
};

/** What a search would find: vowel signs and joiners apart, as readers of PDF compare. */
function searchable(text: string): string {
  return text.normalize("NFKD").replace(/[\p{M}\p{Cf}\s]/gu, "");
}

/** What a PDF says of itself line by line, in the order it is read aloud. */
function spokenText(pdf: Buffer): string {
  const lines: string[] = [];
  for (const { index } of pdf.toString("latin1").matchAll(/\nstream\n/g)) {
    const start = index + "\nstream\n".length;
    const content = inflated(pdf.subarray(start, pdf.indexOf("\nendstream", start)));
    for (const [, hex = ""] of content.matchAll(/\/ActualText <feff([0-9a-f]*)>/g)) {
      lines.push(Buffer.from(hex, "hex").swap16().toString("utf16le"));
    }
  }
  return lines.join("\n");
}

function inflated(bytes: Buffer): string {
  return bytes[0] === 0x78 ? inflateSync(bytes).toString("latin1") : "";
}

/** Every font of a PDF, as the shapes that its codes lead to; the first code stands for nothing. */
function shapesOf(pdf: Buffer): number[][] {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/\/CIDToGIDMap (\d+) 0 R/g)].map(([, id]) => {
    const from = text.indexOf(`\n${id} 0 obj`);
    const start = text.indexOf("stream\n", from) + "stream\n".length;
    const bytes = inflateSync(pdf.subarray(start, text.indexOf("\nendstream", start)));
    return Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16BE(i * 2));
  });
}

/** How many pixels of a page, in a part of it, are of a colour or, without one, not of the paper. */
function count(
  page: PdfPage,
  part: { left?: number; right?: number; top?: number; bottom?: number },
  hex?: string,
) {
  const { left = 0, right = page.width, top = 0, bottom = page.height } = part;
  let found = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * page.width + x) * 4;
      const [r = 0, g = 0, b = 0] = page.pixels.subarray(at, at + 3);
      const isIt = hex ? Number.parseInt(hex, 16) === (r << 16) + (g << 8) + b : r + g + b < 600;
      if (isIt) found += 1;
    }
  }
  return found;
}

describe.each(LOCALES)("a report in %s", (locale) => {
  const comment = COMMENTS[locale];
  const draft = draftWith(SCHEME, 7, comment, {
    signatures: { inspector: "Officer Secretname", person: { refused: "No time" } },
  });
  const site = { id: "7K3M9QX2V2", name: NAME, address: "Pikk 12, 10130 Tallinn" };
  let pdf: Buffer;
  let pages: PdfPage[];
  let text: string;

  beforeAll(async () => {
    pdf = await visitReport(reportOf({ draft, site }), locale);
    pages = await readPdf(pdf);
    text = searchable(spokenText(pdf));
  });

  test("says what, where, when, why, by when and how to answer, in its own words", () => {
    const t = wordsIn(locale);
    const words = (key: string, values?: Record<string, string | number>) =>
      (t as unknown as ReportWords)(key, values);
    for (const fact of [
      ...[words("report.title"), words("report.status.awaiting"), words("report.rights")],
      ...[words("why.title"), words("report.officerSigned"), words("finding.corrected")],
      ...["7K3M-9QX2-V2", "Kohvik Lepp", "荣成海鲜馆", "Pikk 12", "Mari Tamm", "No time"],
      ...["https://board.example/en/sites/7K3M-9QX2-V2", "food@testham.example", "9f86d081"],
      ...[SCHEME.checklist[0]?.text[locale] ?? "", COMMENTS[locale].slice(0, 12)],
    ]) {
      expect(text, fact).toContain(searchable(fact));
      // In a line that runs from the right a reader without bidi may find words in another order.
      const found = searchable(pages.map((page) => page.text).join("\n"));
      const bare = fact.split(/[\s()،.:]+/).filter((word) => !/\p{M}/u.test(word));
      for (const word of bare) expect(found, fact).toContain(searchable(word));
    }
  });

  test("does not name the officer", () => {
    expect(text).not.toContain("Secretname");
    expect(
      JSON.stringify(reportContent(reportOf({ draft }), locale, wordsIn(locale) as never)),
    ).not.toContain("Secretname");
  });

  test("shows letters and no boxes, in all three scripts", () => {
    const shapes = shapesOf(pdf);
    expect(shapes.length).toBeGreaterThan(4);
    for (const [nothing, ...used] of shapes) {
      expect(nothing).toBe(0);
      expect(used).not.toContain(0);
    }
    // The name's line, each script's third of it.
    const side = locale === "ar" ? { left: 300, right: 545 } : { left: 50, right: 300 };
    const third = (side.right - side.left) / 3;
    for (const i of [0, 1, 2]) {
      const part = {
        left: Math.round(side.left + i * third),
        right: Math.round(side.left + (i + 1) * third),
      };
      expect(count(pages[0] as PdfPage, { ...part, top: 120, bottom: 150 })).toBeGreaterThan(60);
    }
  });

  test("has the mark on the side where the language begins", () => {
    const mark = { top: 280, bottom: 380 };
    const [first] = pages;
    if (!first) throw new Error("There is no page.");
    const sides = [
      { left: 0, right: 150 },
      { left: 445, right: 595 },
    ];
    const [own = {}, other = {}] = locale === "ar" ? sides.reverse() : sides;
    expect(count(first, { ...mark, ...own }, "901114")).toBeGreaterThan(1500);
    expect(count(first, { ...mark, ...other }, "901114")).toBe(0);
  });

  test("leaves its margins free", () => {
    for (const page of pages) {
      expect(count(page, { right: 50 })).toBe(0);
      expect(count(page, { left: 545 })).toBe(0);
      expect(count(page, { bottom: 30 })).toBe(0);
    }
  });

  test("is tagged in its language, so that it can be read out", () => {
    const raw = pdf.toString("latin1");
    expect(raw).toContain("/MarkInfo");
    expect(raw).toContain(`/Lang (${locale})`);
    expect(raw).toMatch(/\/S \/H1\b/);
    expect(raw).toMatch(/\/S \/Figure\b/);
  });

  test("a long visit flows over pages, each with its heading and its number", async () => {
    const long = draftWith(SCHEME, 56, comment.repeat(20).slice(0, 500));
    const longPdf = await visitReport(reportOf({ draft: long, site }), locale);
    const all = await readPdf(longPdf);
    const said = searchable(spokenText(longPdf));
    expect(all.length).toBeGreaterThan(8);
    const content = reportContent(
      reportOf({ draft: long, site }),
      locale,
      wordsIn(locale) as never,
    );
    all.forEach((page, i) => {
      expect(said).toContain(searchable(content.page(i + 1, all.length)));
      const running = searchable(page.text).includes(searchable("Kohvik Lepp"));
      expect(running).toBe(true);
      expect(count(page, { left: 545 }) + count(page, { right: 50 })).toBe(0);
    });
    for (const item of SCHEME.checklist) {
      expect(said, item.code).toContain(searchable(item.text[locale]));
    }
  });

  test.each(VISIT_STATES)("says what %s means for the result", (state) => {
    const report = { ...reportOf({ draft }), state, publishOn: null } as VisitReport;
    const { status } = reportContent(report, locale, wordsIn(locale) as never).result;
    expect(status).not.toMatch(/report\.status|undefined/);
  });
});

test("what no typeface has is a question mark, and the report says so", async () => {
  const site = { id: "7K3M9QX2V2", name: "ร้าน 🍜 Lepp", address: null };
  const pdf = await visitReport(reportOf({ site }), "en");
  const text = (await readPdf(pdf)).map((page) => page.text).join("\n");
  expect(text).toContain("? Lepp");
  expect(text).toContain("cannot be printed here");
  for (const [, ...used] of shapesOf(pdf)) expect(used).not.toContain(0);
});

test("a name that turns the direction, breaks lines or never ends harms nothing", async () => {
  for (const name of ["\u202e\u2067abc\r\n<b>\\)(", "x".repeat(2000), "ش".repeat(900), " "]) {
    const site = { id: "7K3M9QX2V2", name, address: null };
    const [first] = await readPdf(await visitReport(reportOf({ site }), "en"));
    expect(count(first as PdfPage, { left: 545 }) + count(first as PdfPage, { right: 50 })).toBe(0);
  }
});

test("a draft that cannot be rated yet, and a visit without findings, have a report too", async () => {
  const empty = draftWith(SCHEME, 0, "", {
    inputs: {},
    visitedOn: null,
    signatures: { inspector: null, person: null },
  });
  const pages = await readPdf(
    await visitReport(reportOf({ draft: empty, state: "draft", followUpOn: null }), "en"),
  );
  const text = pages.map((page) => page.text).join("\n");
  expect(text).toContain("No result yet");
  expect(text).toContain("Nothing was found out of order.");
  expect(text).toContain("Preliminary");
});

test("several at once are all drawn, and one that cannot be drawn does not keep the next from it", async () => {
  const broken = { ...reportOf(), scheme: null } as unknown as VisitReport;
  const [one, two, three] = await Promise.allSettled([
    visitReport(reportOf(), "en"),
    visitReport(broken, "en"),
    visitReport(reportOf(), "zh"),
  ]);
  expect([one.status, two.status, three.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a report of scores tells what was written down, and never that all was in order", () => {
  const scheme = readScheme("uk-fhrs@2018-11");
  const inputs = { hygiene: 25, structural: 20, confidence: 30 };
  const textOf = (changes: Partial<VisitDraft>) => {
    const draft = draftWith(scheme, 0, "", { inputs, ...changes });
    const report = reportOf({ scheme, draft });
    return JSON.stringify(reportContent(report, "en", wordsIn("en") as ReportWords));
  };
  const none = textOf({});
  expect(none).toContain("No findings were written down; the result rests on the scores.");
  expect(none).not.toContain("Nothing was found out of order");
  const free = { severity: "", text: "Mice behind the oven", corrected: false, photos: [] };
  const told = textOf({ findings: [free], photos: ["0".repeat(64)] });
  expect(told).toContain("Mice behind the oven");
  expect(told).toContain("1 photo is kept with this visit.");
  expect(told).not.toContain("No findings were written down");
});

describe("what has to be put right, and where to write", () => {
  const say = (changes: Partial<VisitReport>) =>
    reportContent(reportOf(changes), "en", wordsIn("en") as ReportWords);
  const textOf = (changes: Partial<VisitReport>) =>
    JSON.stringify(say(changes)).replaceAll(/[\u2066-\u2069]/g, "");

  test("findings go by their items' codes, what no item covers is counted", () => {
    const free = { severity: "", text: "Mice", corrected: false, photos: [] };
    const draft = draftWith(SCHEME, 5, "", { findings: [free] });
    const numbers = say({ draft }).sections.flatMap(({ parts }) =>
      parts.flatMap((part) => ("number" in part ? [part.number] : [])),
    );
    const codes = SCHEME.checklist.slice(0, 5).map(({ code }) => code);
    expect(numbers.toSorted()).toEqual([...codes, "1."].toSorted());
  });

  test("the day of the follow-up is named where there is one", () => {
    const inputs = { score: 80, imminentHazard: false };
    const clean = draftWith(SCHEME, 0, "", { inputs });
    const open = { mark: "out", corrected: false, comment: "", measured: null } as const;
    const draft = { ...clean, items: { ...clean.items, "40": { ...open, photos: [] } } };
    expect(textOf({ draft, followUpOn: "2026-03-17" })).toContain(
      "Put right before the follow-up of 17 March 2026.",
    );
    expect(textOf({ draft, followUpOn: null })).toContain("whose day is not set");
  });

  test("what keeps a place closed is put right before it opens", () => {
    expect(textOf({ followUpOn: "2026-03-03" })).toContain(
      "Put right before the place may open again.",
    );
  });

  test.each([
    ["food@testham.example", "https://testham.example", "Where to write: food@testham.example"],
    ["food@testham.example", null, "Where to write: food@testham.example"],
    [null, "https://testham.example", "see the website of the authority, https://testham"],
    [null, null, "Hand what you write to its office"],
  ])("with the address %s and the website %s it says where", (email, website, expected) => {
    const authority = { name: "Testham", email, website, invented: true, timeZone: "UTC" };
    expect(textOf({ authority })).toContain(expected);
  });

  test("a scheme's own words about appeals come before ours", () => {
    const text = { en: "Within 21 days.", zh: "21 天内。", ar: "خلال 21 يومًا." };
    const scheme = { ...SCHEME, appeal: { text, url: "https://testham.example/appeal" } };
    const said = textOf({ scheme });
    expect(said).toContain("Within 21 days.");
    expect(said).toContain("https://testham.example/appeal");
    expect(said).not.toContain("If you think that the result is wrong");
  });
});
