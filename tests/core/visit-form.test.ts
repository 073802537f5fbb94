import fc from "fast-check";
import { expect, test } from "vitest";
import { previewVisit } from "@/core/preview-visit";
import type { Scheme } from "@/core/scheme";
import { type ItemMark, parseDraft, salvageDraft, type VisitDraft } from "@/core/visit-draft";
import { findingsOf, markBefore, markOf } from "@/core/visit-findings";
import { draftOfForm, FIELD, formEntries } from "@/core/visit-form";
import { filledDraft } from "@/tests/support/filled-draft";
import { allSchemes, schemeNamed } from "@/tests/support/schemes";

const ALAMEDA = schemeNamed("us-alameda@2012");
const SCHEMES = ["us-alameda@2012", "uk-fhrs@2018-11", "placard-goods@1", "placard-goods@2"].map(
  schemeNamed,
);

const text = (max: number) => fc.string({ maxLength: max, unit: "grapheme" }).map((s) => s.trim());
const name = text(40).filter((s) => s.length > 0);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const mark = fc.constantFrom<ItemMark[]>("in", "out", "no", "na");
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);

function draftsOf(scheme: Scheme): fc.Arbitrary<VisitDraft> {
  const measured = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 100);
  const said = {
    corrected: fc.boolean(),
    comment: text(80),
    photos: fc.uniqueArray(hash, { maxLength: 2 }),
  };
  const item = fc.oneof(
    fc.record({ mark: mark, measured: fc.option(measured), ...said }),
    fc.record({ mark: fc.constant(null), measured, ...said }),
  );
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
    nothingFound: fc.boolean(),
    findings: fc.array(
      fc.record({
        severity: fc.oneof(fc.constant(""), name),
        text: name,
        corrected: fc.boolean(),
        photos: fc.uniqueArray(hash, { maxLength: 2 }),
      }),
      { maxLength: 4 },
    ),
    inputs: fc.record(Object.fromEntries(inputs), { requiredKeys: [] }),
    photos: fc.uniqueArray(hash, { maxLength: 3 }),
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

const COLD = ALAMEDA.checklist.find(({ code }) => code === "22");

/** What item 22 is after a form has been sent as it was shown, with another measurement in it. */
function remeasured(draft: VisitDraft, measured: string, chosen?: ItemMark): VisitDraft {
  if (!COLD) throw new Error("The checklist has changed.");
  const entry = draft.items["22"];
  const given = draftOfForm(
    [
      ["kind", "routine"],
      [FIELD.item("22", "before"), markBefore(COLD, entry) ?? ""],
      [FIELD.item("22", "mark"), chosen ?? markOf(COLD, entry) ?? ""],
      [FIELD.item("22", "measured"), measured],
    ],
    ALAMEDA,
  );
  const parsed = parseDraft(given);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.draft;
}

function shown({ items }: VisitDraft): ItemMark | null {
  if (!COLD) throw new Error("The checklist has changed.");
  return markOf(COLD, items["22"]);
}

const UNTOUCHED = { ...filledDraft(ALAMEDA), items: {} };

test.each(["in", "no", "na", "out", null] as const)(
  "an item marked %s is out beyond its limit, and as it was marked again with the measurement corrected or gone",
  (set) => {
    const marked = remeasured(UNTOUCHED, "", set ?? undefined);
    const beyond = remeasured(remeasured(marked, "9"), "9.5");
    expect(shown(beyond)).toBe("out");
    expect(findingsOf(beyond, ALAMEDA)).toHaveLength(1);
    for (const measured of ["4", ""]) {
      const corrected = remeasured(beyond, measured);
      expect(shown(corrected)).toBe(set);
      expect(findingsOf(corrected, ALAMEDA)).toHaveLength(set === "out" ? 1 : 0);
    }
  },
);

test("whatever is measured and marked in turn, an item within its limit is as its inspector last marked it", () => {
  const step = fc.record({
    measured: fc.constantFrom("", "4", "9", "60"),
    chosen: fc.option(fc.constantFrom<ItemMark[]>("in", "no", "na")),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let draft = UNTOUCHED;
      let last: ItemMark | null = null;
      for (const { measured, chosen } of steps) {
        draft = remeasured(draft, measured, chosen ?? undefined);
        last = chosen ?? last;
        expect(shown(draft)).toBe(Number(measured) > 5 ? "out" : last);
      }
    }),
  );
});

const SITE_SCHEMES = allSchemes().filter(({ domain }) => domain !== "tax");

test.each(SITE_SCHEMES.map((scheme) => [`${scheme.id}@${scheme.version}`, scheme] as const))(
  "%s: a form filled in to the end is read back as it was, lacks nothing and is rated",
  (_, scheme) => {
    const known = parseDraft(filledDraft(scheme));
    if (!known.ok) throw new Error(JSON.stringify(known.flaws));
    const read = parseDraft(draftOfForm(formEntries(known.draft), scheme));
    expect(read).toEqual(known);
    const required = Object.entries(known.draft.inputs).filter(
      ([name]) => !scheme.inputs[name]?.optional,
    );
    for (const inputs of [known.draft.inputs, Object.fromEntries(required)]) {
      const { rated, missing } = previewVisit({ ...known.draft, inputs }, scheme, "2026-03-03");
      expect(missing).toEqual([]);
      expect(rated?.standing).toBeTruthy();
    }
  },
);

test("the inputs of every worked example pass through the form unchanged", () => {
  for (const scheme of SITE_SCHEMES) {
    for (const { inputs } of scheme.examples) {
      const own = Object.entries(inputs).filter(
        ([name, value]) =>
          !("findings" in (scheme.inputs[name] ?? {})) && !(Array.isArray(value) && !value.length),
      );
      const draft = { ...filledDraft(scheme), inputs: Object.fromEntries(own) };
      const read = parseDraft(draftOfForm(formEntries(draft as VisitDraft), scheme));
      expect(read).toMatchObject({ ok: true, draft: { inputs: Object.fromEntries(own) } });
    }
  }
});

test("a place is kept to a thousandth of a degree, whoever sends it", () => {
  const { position: _, ...draft } = filledDraft(ALAMEDA);
  const parsed = parseDraft({ ...draft, position: { lat: 51.5073219, lon: -0.0001276 } });
  expect(parsed.ok && parsed.draft.position).toEqual({ lat: 51.507, lon: 0 });
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
  for (const value of ["4.5", "4,5", "٤٫٥", "٤,٥", "４．５", "۴٫۵"]) {
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
