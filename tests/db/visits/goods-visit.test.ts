import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { LOCALES, type Locale } from "@/core/locale";
import { parseDraft, type VisitDraft } from "@/core/visit-draft";
import { draftOfForm, formEntries } from "@/core/visit-form";
import { connect, type Db } from "@/db/client";
import { rebuild } from "@/db/commands/publish";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { createDatabase } from "@/tests/support/database";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";
import { LATER, NOW } from "@/tests/support/visit-town";

const GOODS = schemeNamed("placard-goods@2");

/** The same draft as a filled form brings it. */
function throughForm(draft: VisitDraft): VisitDraft {
  const parsed = parseDraft(draftOfForm(formEntries(draft), GOODS));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.draft;
}

/**
 * A town that has chosen no scheme for goods, with an online shop and a market stall, both sellers
 * whose food is yellow too.
 */
async function sellersTown() {
  const database = await createDatabase();
  const db = connect(database.url, { max: 8 });
  onTestFinished(async () => {
    await db.end();
    await database.drop();
  });
  const sellers = [
    site("1", { siteKind: "online", name: "Shop Online", address: null, position: null }),
    site("2", { siteKind: "mobile", name: "Stall", category: "seller", address: null }),
  ];
  await load(db, "2026-01-31", [
    snapshot(),
    ...sellers,
    ...["1", "2"].map((key) => rating(key, "3", { ratedOn: "2025-05-05" })),
  ]);
  await db`
    insert into site_authorities (site_id, domain, authority_id, valid_from)
    select site_id, 'goods', authority_id, '2026-01-31' from listings`;
  const inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const places = await db<{ publicId: string; kind: string }[]>`
    select public_id, kind from listings order by name`;

  async function submit(place: string, draft: VisitDraft, now = NOW) {
    const id = randomUUID();
    const wish = { id, site: place, domain: "goods", kind: draft.kind } as const;
    const begun = await startVisit(db, inspector, { ...wish, rotationReason: "alone" }, now);
    if (!begun.ok) throw new Error(begun.reason);
    const sent = { id, document: throughForm(draft), revision: 1 };
    return { id, result: await submitVisit(db, inspector, sent, now) };
  }
  return { db, inspector, reviewer, places, submit };
}

async function shown(db: Db, place: string) {
  const [row] = await db<Record<string, unknown>[]>`
    select food_standing, food_outcome, food_rated_on, food_scheme, goods_standing, goods_outcome,
      goods_scheme
    from listings where public_id = ${place}`;
  return { ...row };
}

const FOOD = {
  foodStanding: "yellow",
  foodOutcome: "3",
  foodRatedOn: "2025-05-05",
  foodScheme: "uk-fhrs@2018-11",
};

test("a goods visit of an online shop and of a market stall is recorded by the checklist, and food stays as it was", async () => {
  const { db, places, submit } = await sellersTown();
  expect(places.map(({ kind }) => kind)).toEqual(["online", "mobile"]);
  for (const { publicId } of places) {
    const { result } = await submit(publicId, filledDraft(GOODS, { out: { "5": {} } }));
    expect(result).toEqual({ ok: true, state: "published" });
    expect(await shown(db, publicId)).toEqual({
      ...FOOD,
      ...{ goodsStanding: "yellow", goodsOutcome: "conditions", goodsScheme: "placard-goods@2" },
    });
  }
  const domains = await db<{ domain: string; rated: number }[]>`
    select domain, count(*)::int as rated from ratings where visit_key is not null group by domain`;
  expect([...domains]).toEqual([{ domain: "goods", rated: places.length }]);
  const before = await db`select * from listings order by site_id`;
  await db.begin((tx) => rebuild(tx));
  expect([...(await db`select * from listings order by site_id`)]).toEqual([...before]);
});

test("unsafe goods on sale wait for a second person, while food keeps its colour", async () => {
  const { db, inspector, reviewer, places, submit } = await sellersTown();
  const place = places[0]?.publicId ?? "";
  const { id, result } = await submit(place, filledDraft(GOODS, { out: { "21": {} } }));
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown(db, place)).toMatchObject({ ...FOOD, goodsStanding: "pending" });
  expect(await confirmVisit(db, inspector, { id }, NOW)).toMatchObject({ ok: false });
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toEqual({ ok: true });
  expect(await shown(db, place)).toMatchObject({ ...FOOD, goodsStanding: "red" });
  const tasks = await db`select domain, reason, open_items from tasks`;
  expect([...tasks]).toEqual([{ domain: "goods", reason: "follow-up", openItems: ["21"] }]);
});

test("unsafe goods taken off sale at once are no red, and what is only mislabelled is green", async () => {
  const { db, places, submit } = await sellersTown();
  const [shop, stall] = places.map(({ publicId }) => publicId);
  await submit(shop ?? "", filledDraft(GOODS, { out: { "8": { corrected: true } } }));
  await submit(stall ?? "", filledDraft(GOODS, { out: { "2": {}, "18": {} } }));
  expect(await shown(db, shop ?? "")).toMatchObject({ goodsOutcome: "conditions" });
  expect(await shown(db, stall ?? "")).toMatchObject({ goodsOutcome: "pass" });
});

test("packs that hold too little are out whatever was marked", async () => {
  const { db, places, submit } = await sellersTown();
  const place = places[1]?.publicId ?? "";
  const draft = filledDraft(GOODS);
  const short = { mark: "in", corrected: false, comment: "", measured: 4.5 } as const;
  await submit(place, { ...draft, items: { ...draft.items, "17": { ...short, photos: [] } } });
  expect(await shown(db, place)).toMatchObject({ goodsOutcome: "conditions" });
});

test("the follow-up goes by what was out on the visit before and makes it green", async () => {
  const { db, places, submit } = await sellersTown();
  const place = places[0]?.publicId ?? "";
  await submit(place, filledDraft(GOODS, { out: { "15": {} } }));
  const { result } = await submit(place, filledDraft(GOODS, { kind: "follow-up" }), LATER(20));
  expect(result).toMatchObject({ ok: true });
  expect(await shown(db, place)).toMatchObject({ ...FOOD, goodsStanding: "green" });
});

test("what was out on the goods visit before is a repeat when it is out again", async () => {
  const { db, places, submit } = await sellersTown();
  const place = places[1]?.publicId ?? "";
  await submit(place, filledDraft(GOODS, { out: { "5": {}, "16": {} } }));
  const again = filledDraft(GOODS, { out: { "5": {}, "6": {} }, visitedOn: "2026-03-10" });
  await submit(place, again, LATER(7 * 24));
  const found = await db`
    select f.code, f.repeated from findings f join inspections i on i.id = f.inspection_id
    where i.visited_on = '2026-03-10' order by f.code`;
  expect([...found]).toEqual([
    { code: "5", repeated: true },
    { code: "6", repeated: false },
  ]);
});

test("every item of the goods checklist is told in each language, by one of three kinds", () => {
  const kinds = new Set(GOODS.checklist.map(({ severity }) => severity));
  expect(kinds).toEqual(new Set(["mislabelled", "substandard", "unsafe"]));
  for (const locale of Object.keys(LOCALES) as Locale[]) {
    const texts = GOODS.checklist.map(({ text }) => text[locale]);
    expect(new Set(texts).size).toBe(texts.length);
  }
});

test("the second version of the goods scheme rates all that the first rates, and as it did", () => {
  const { checklist: _, version: __, effective: ___, source: ____, ...second } = GOODS;
  const first = schemeNamed("placard-goods@1");
  expect({ ...second, examples: second.examples.slice(0, first.examples.length) }).toMatchObject({
    ...{ inputs: first.inputs, derived: first.derived, rules: first.rules },
    ...{ outcomes: first.outcomes, examples: first.examples },
  });
});
