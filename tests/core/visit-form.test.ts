import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scheme } from "@/core/scheme";
import { parseDraft, salvageDraft, type VisitDraft } from "@/core/visit-draft";
import { draftOfForm, FIELD, formEntries } from "@/core/visit-form";
import { schemeNamed } from "@/tests/support/schemes";

const ALAMEDA = schemeNamed("us-alameda@2012");
const SCHEMES = [ALAMEDA, schemeNamed("uk-fhrs@2018-11"), schemeNamed("placard-goods@1")];

const text = (max: number) => fc.string({ maxLength: max, unit: "grapheme" }).map((s) => s.trim());
const name = text(40).filter((s) => s.length > 0);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);

function draftsOf(scheme: Scheme): fc.Arbitrary<VisitDraft> {
  const item = fc.record({
    mark: fc.constantFrom("in", "out", "no", "na"),
    corrected: fc.boolean(),
    comment: text(80),
    measured: fc.option(fc.integer({ min: -5000, max: 5000 }).map((n) => n / 100)),
    photos: fc.uniqueArray(hash, { maxLength: 2 }),
  });
  const codes = scheme.checklist.map(({ code }) => code);
  const inputs = Object.entries(scheme.inputs).flatMap(
    ([key, input]): [string, fc.Arbitrary<string | number | boolean>][] => {
      if ("choice" in input) return [[key, fc.constantFrom(...input.choice)]];
      if ("number" in input) return [[key, fc.integer(input.number)]];
      return "boolean" in input ? [[key, fc.boolean()]] : [];
    },
  );
  return fc.record({
    form: fc.constant(1 as const),
    kind: fc.constantFrom("routine", "follow-up", "complaint", "requested"),
    visitedOn: fc.option(fc.constantFrom("2026-03-03", "2024-02-29")),
    timeIn: fc.option(time),
    timeOut: fc.option(time),
    personInCharge: text(60),
    position: fc.option(fc.constant({ lat: 51.5, lon: -0.12 })),
    items: codes.length ? fc.dictionary(fc.constantFrom(...codes), item) : fc.constant({}),
    findings: fc.array(
      fc.record({
        severity: name,
        text: name,
        corrected: fc.boolean(),
        photos: fc.uniqueArray(hash, { maxLength: 2 }),
      }),
      { maxLength: 4 },
    ),
    inputs: fc.record(Object.fromEntries(inputs), { requiredKeys: [] }),
    remarks: text(200),
    emergency: fc.option(fc.record({ grounds: name })),
    signatures: fc.record({
      inspector: fc.option(name),
      person: fc.option(fc.oneof(fc.record({ name }), fc.record({ refused: name }))),
    }),
  }) as fc.Arbitrary<VisitDraft>;
}

test("a draft written into its form and read back is the same draft", () => {
  for (const scheme of SCHEMES) {
    fc.assert(
      fc.property(draftsOf(scheme), (draft) => {
        const known = parseDraft(draft);
        if (!known.ok) throw new Error(JSON.stringify(known.flaws));
        expect(parseDraft(draftOfForm(formEntries(known.draft), scheme))).toEqual(known);
      }),
    );
  }
});

test("whatever fields a form sends, reading them ends in a draft or in flaws with their place", () => {
  const field = fc.oneof(
    fc.constantFrom(
      "kind",
      "visitedOn",
      "timeIn",
      "position",
      "emergency",
      FIELD.item("22", "mark"),
      FIELD.item("22", "measured"),
      FIELD.item("__proto__", "mark"),
      FIELD.finding(0, "text"),
      FIELD.input("score"),
      FIELD.input("constructor"),
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(field, fc.string())), (entries) => {
      const given = draftOfForm([...entries, ["kind", "routine"]], ALAMEDA);
      const read = parseDraft(given);
      if (read.ok) return;
      expect(read.flaws.every(({ place }) => place !== "")).toBe(true);
      const kept = salvageDraft(given, read.flaws);
      if (kept) expect(parseDraft(kept)).toEqual({ ok: true, draft: kept });
    }),
  );
});

test("numbers are read with a point or a comma, and words in their place are refused by name", () => {
  const read = (value: string) =>
    parseDraft(
      draftOfForm(
        [
          ["kind", "routine"],
          [FIELD.item("22", "measured"), value],
        ],
        ALAMEDA,
      ),
    );
  for (const value of ["4.5", "4,5"]) {
    const parsed = read(value);
    expect(parsed.ok && parsed.draft.items["22"]?.measured).toBe(4.5);
  }
  const parsed = read("warm");
  expect(parsed.ok ? [] : parsed.flaws.map(({ path }) => path)).toEqual([
    ["items", "22", "measured"],
  ]);
});

test("what of a form cannot be read is left out or cut, and told by its field; the rest is kept", () => {
  const given = draftOfForm(
    [
      ["kind", "routine"],
      ["visitedOn", "2026-02-31"],
      ["timeIn", "morning"],
      ["remarks", "x".repeat(4001)],
      [FIELD.item("22", "mark"), "out"],
      [FIELD.item("22", "measured"), "warm"],
      [FIELD.item("22", "comment"), "by the\r\ndoor\u0000\ud800"],
      [FIELD.input("score"), "86"],
    ],
    ALAMEDA,
  );
  const parsed = parseDraft(given);
  const flaws = parsed.ok ? [] : parsed.flaws;
  expect(flaws.map(({ place, part, fault, typed }) => [place, part, fault, typed])).toEqual([
    ["visitedOn", null, "day", "2026-02-31"],
    ["timeIn", null, "time", "morning"],
    ["item:22", "measured", "number", "warm"],
    ["remarks", null, "long", null],
  ]);
  expect(salvageDraft(given, flaws)).toMatchObject({
    visitedOn: null,
    timeIn: null,
    remarks: "x".repeat(4000),
    items: { "22": { mark: "out", measured: null, comment: "by the\ndoor\ufffd" } },
    inputs: { score: 86 },
  });
});
