import { expect, test } from "vitest";
import { followUpDraft, followUpDue } from "@/core/follow-up";
import { previewVisit } from "@/core/preview-visit";
import { emptyDraft, MARKS, parseDraft } from "@/core/visit-draft";
import { draftInputs, findingsOf, isBeyondLimit, itemsMarked } from "@/core/visit-findings";
import { filledDraft } from "@/tests/support/filled-draft";
import { schemeNamed } from "@/tests/support/schemes";

const ALAMEDA = schemeNamed("us-alameda@2012");
const FHRS = schemeNamed("uk-fhrs@2018-11");
const TODAY = "2026-03-03";

test("an empty form lacks everything and has no colour", () => {
  const { rated, missing } = previewVisit(emptyDraft("routine", TODAY), ALAMEDA, TODAY);
  expect(rated).toBeNull();
  expect(missing.filter(({ kind }) => kind === "item")).toHaveLength(56);
  expect(missing.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["times", "input", "inspector", "person"]),
  );
});

test("a full form lacks nothing and is rated by its scheme", () => {
  for (const [scheme, outcome] of [
    [ALAMEDA, "green"],
    [FHRS, "5"],
  ] as const) {
    const { rated, missing } = previewVisit(filledDraft(scheme), scheme, TODAY);
    expect(missing).toEqual([]);
    expect(rated?.outcome).toBe(outcome);
  }
});

test("a closure without grounds may be kept, and is not submitted", () => {
  const draft = filledDraft(ALAMEDA, { out: { "22": {} }, emergency: { grounds: "" } });
  expect(parseDraft(draft)).toMatchObject({ ok: true });
  expect(previewVisit(draft, ALAMEDA, TODAY).missing).toEqual([
    { place: "emergencyGrounds", kind: "grounds" },
  ]);
});

test("what the rule does not make red is not closed at once", () => {
  const draft = filledDraft(ALAMEDA, { emergency: { grounds: "Sewage" } });
  expect(previewVisit(draft, ALAMEDA, TODAY).missing).toEqual([
    { place: "emergency", kind: "emergency" },
  ]);
});

test("not observed never counts as in: it is no finding, and no mark is missing", () => {
  const draft = filledDraft(ALAMEDA);
  const entry = { mark: "no", corrected: false, comment: "", measured: null, photos: [] } as const;
  const { missing } = previewVisit(
    { ...draft, items: { ...draft.items, "22": { ...entry, photos: [] } } },
    ALAMEDA,
    TODAY,
  );
  expect(missing).toEqual([]);
});

test("a measurement within the limit marks nothing: the item is still to be looked at", () => {
  const draft = filledDraft(ALAMEDA);
  const entry = { mark: null, corrected: false, comment: "", photos: [] };
  const missing = [4, 9, null].map((measured) => {
    const items = { ...draft.items, "22": { ...entry, measured } };
    return previewVisit({ ...draft, items }, ALAMEDA, TODAY).missing;
  });
  const open = [{ place: "item:22", kind: "item" }];
  expect(missing).toEqual([open, [], open]);
});

test("every item is listed under one mark, one beyond its limit as out", () => {
  const draft = filledDraft(ALAMEDA);
  const entry = { mark: "no", corrected: false, comment: "", measured: null, photos: [] } as const;
  const items = {
    ...draft.items,
    "1": { ...entry, photos: [] },
    "2": { ...entry, mark: "na" as const, photos: [] },
    "22": { ...entry, mark: "in" as const, measured: 60, photos: [] },
  };
  const codes = MARKS.map((mark) =>
    itemsMarked({ ...draft, items }, ALAMEDA, mark).map(({ item }) => item.code),
  );
  expect(codes.slice(1)).toEqual([["22"], ["1"], ["2"]]);
  expect(codes.flat().sort()).toEqual(ALAMEDA.checklist.map(({ code }) => code).sort());
});

test("what lies ahead, a time that runs backwards and unknown names are refused by their place", () => {
  const draft = filledDraft(ALAMEDA, { visitedOn: "2026-03-05", timeIn: "12:00" });
  const entry = draft.items["1"];
  if (!entry) throw new Error("The form has no item 1.");
  const odd = {
    ...draft,
    items: { ...draft.items, "99": entry },
    inputs: { ...draft.inputs, luck: 7 },
  };
  expect(previewVisit(odd, ALAMEDA, TODAY).missing).toEqual([
    { place: "visitedOn", kind: "future" },
    { place: "timeOut", kind: "times" },
    { place: "item:99", kind: "unknown-item" },
    { place: "input:luck", kind: "unknown-input" },
  ]);
});

test("limits are inclusive: 5 °C is cold enough, 5.1 is out", () => {
  const cold = ALAMEDA.checklist.find(({ code }) => code === "22");
  const hot = ALAMEDA.checklist.find(({ code }) => code === "21");
  if (!cold || !hot) throw new Error("The checklist has changed.");
  expect([4, 5, 5.1].map((value) => isBeyondLimit(cold, value))).toEqual([false, false, true]);
  expect([57, 56.9].map((value) => isBeyondLimit(hot, value))).toEqual([false, true]);
});

test.each([
  ["red stays closed until it is visited again", "red", 1, "2026-03-03"],
  ["yellow has the scheme's three days", "yellow", 1, "2026-03-06"],
  ["green needs none, whatever was minor", "green", 3, null],
])("%s", (_, outcome, open, due) => {
  expect(followUpDue(ALAMEDA, outcome, TODAY, open)).toBe(due);
});

test("where the scheme sets no day, red has two weeks, and yellow with something left open", () => {
  expect(followUpDue(FHRS, "2", "2026-02-20", 1)).toBe("2026-03-06");
  expect(followUpDue(FHRS, "3", "2026-02-20", 0)).toBeNull();
});

test("a follow-up keeps what was settled and leaves open what was open", () => {
  const last = filledDraft(ALAMEDA, { out: { "22": {}, "8": { corrected: true } } });
  const next = followUpDraft(last, TODAY, ALAMEDA);
  expect(next.items["22"]).toBeUndefined();
  expect(next.items["8"]?.mark).toBe("in");
  expect(Object.keys(next.items)).toHaveLength(55);
  expect(findingsOf(next, ALAMEDA)).toEqual([]);
  expect(next.signatures).toEqual({ inspector: null, person: null });
});

const GOODS = schemeNamed("placard-goods@1");
const FREE = { text: "Mice behind the oven", corrected: false, photos: [] };

test("a finding outside a checklist may stand in any form, and counts only where it is graded", () => {
  for (const scheme of [ALAMEDA, FHRS]) {
    const draft = filledDraft(scheme, { findings: [{ ...FREE, severity: "" }] });
    expect(previewVisit(draft, scheme, TODAY)).toEqual(
      previewVisit(filledDraft(scheme), scheme, TODAY),
    );
    expect(draftInputs(draft, scheme)).toEqual(draftInputs(filledDraft(scheme), scheme));
    expect(findingsOf(draft, scheme)).toMatchObject([{ code: null, severity: null }]);
  }
});

test("a grade is refused where the scheme has none for such findings, and asked for where it has", () => {
  const refused = [{ place: "finding:0", kind: "severity" }];
  for (const [scheme, severity] of [
    [ALAMEDA, "major"],
    [FHRS, "major"],
    [GOODS, ""],
    [GOODS, "colossal"],
  ] as const) {
    const draft = filledDraft(scheme, { findings: [{ ...FREE, severity }] });
    expect(previewVisit(draft, scheme, TODAY).missing).toEqual(refused);
  }
});

test("the day that has begun in the east is no day ahead", () => {
  const draft = filledDraft(ALAMEDA, { visitedOn: "2026-03-04" });
  expect(previewVisit(draft, ALAMEDA, TODAY).missing).toEqual([]);
});

test("where there is no checklist, that nothing was found has to be said", () => {
  const goods = schemeNamed("placard-goods@1");
  const silent = filledDraft(goods, { nothingFound: false });
  expect(previewVisit(silent, goods, TODAY).missing).toEqual([
    { place: "nothingFound", kind: "nothing" },
  ]);
  expect(previewVisit(filledDraft(goods), goods, TODAY).missing).toEqual([]);
});
