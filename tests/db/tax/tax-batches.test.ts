import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { decideTaxBatch } from "@/db/commands/tax/decide-tax-batch";
import { lookAtTaxBatch } from "@/db/commands/tax/look-at-tax-batch";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";

let db: Db;
let drop: () => Promise<void>;
let offices = 0;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 4 });
});
afterAll(async () => {
  await db.end();
  await drop();
});

/** An office of its own, with numbers that nobody else has. */
async function office() {
  offices += 1;
  const slug = `tax-${offices}`;
  const id = await makeTaxAuthority(db, slug);
  return { id, slug, base: offices * 10_000 };
}

const rowsFrom = (base: number, count: number, given: (i: number) => Record<string, string>) =>
  Array.from({ length: count }, (_, i) => feedRow(base + i, given(i)));

async function listed(n: number) {
  const [row] = await db`
    select tax_standing, tax_outcome, tax_scheme, tax_as_of, name from entity_listings
    where scheme = 'ee-regcode' and number = ${registerCode(n)}`;
  return row;
}

/** All that a delivery could change. */
async function everything() {
  const tables = ["legal_entities", "entity_identifiers", "entity_names", "tax_inputs"].concat(
    ["tax_standings", "tax_batches", "tax_held_rows", "entity_listings", "entity_counts"],
    ["events", "event_counter", "sources"],
  );
  const sums = await Promise.all(
    tables.map(async (table) => {
      const [row] = await db<{ sum: string }[]>`
        select count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum
        from ${db(table)} t`;
      return [table, row?.sum];
    }),
  );
  return Object.fromEntries(sums);
}

test("a delivery is rated by the scheme in force, listed and counted; figures stay apart", async () => {
  const { id, base } = await office();
  const text = feedCsv([
    feedRow(base),
    feedRow(base + 1, IN_ARREARS),
    feedRow(base + 2, { ...IN_ARREARS, planActive: "true" }),
    feedRow(base + 3, { disputedArrears: "5000" }),
    feedRow(base + 4, { legal_basis: "" }),
  ]);
  const result = await deliverText(db, id, text);
  expect(result).toMatchObject({
    state: "applied",
    rows: 5,
    asOf: "2026-01-31",
    scheme: "placard-tax@1",
    moves: {
      "new>green": 1,
      "new>red": 1,
      "new>yellow": 1,
      "new>disputed": 1,
      "new>unpublished": 1,
    },
  });
  // Shown as of today, when figures of January are too old.
  expect(await listed(base)).toMatchObject({ taxStanding: "unpublished", taxAsOf: "2026-01-31" });
  const stored = await db`
    select standing, outcome, rule, disputed, planned, lapses_on from tax_standings
    where authority_id = ${id} order by id`;
  expect(stored).toEqual([
    standing("green", "good", "good"),
    standing("red", "not-good", "arrears"),
    { ...standing("yellow", "attention", "attention"), planned: true },
    { ...standing("disputed", null, "disputed"), disputed: true },
    { ...standing("unpublished", null, "no-legal-basis"), lapsesOn: null },
  ]);
});

const standing = (name: string, outcome: string | null, rule: string) => ({
  ...{ standing: name, outcome, rule, disputed: false, planned: false },
  lapsesOn: "2026-03-18",
});

test("what is of today is shown at once, and JSON lines say the same as CSV", async () => {
  const { id, base } = await office();
  const day = new Date().toISOString().slice(0, 10);
  const { name, ...row } = feedRow(base, { as_of: day });
  const figures = {
    undisputedArrears: 0,
    disputedArrears: 0,
    planActive: false,
    overdueReturns: 0,
  };
  const { oldestUndisputedDueOn, oldestReturnDueOn, ...rest } = row;
  const line = JSON.stringify({ ...rest, name, ...figures });
  expect(await deliverText(db, id, `${line}\n`, new Date())).toMatchObject({ state: "applied" });
  expect(await listed(base)).toEqual({
    taxStanding: "green",
    taxOutcome: "good",
    taxScheme: "placard-tax@1",
    taxAsOf: day,
    name,
  });
});

test("the same delivery again changes nothing, nor does the same in another order", async () => {
  const { id, base } = await office();
  const rows = rowsFrom(base, 30, (i) => (i % 5 === 0 ? IN_ARREARS : {}));
  await deliverText(db, id, feedCsv(rows));
  const before = await everything();
  expect(await deliverText(db, id, feedCsv(rows))).toMatchObject({ repeated: true });
  expect(await everything()).toEqual(before);
  const turned = await deliverText(db, id, feedCsv(rows.toReversed()));
  expect(turned).toMatchObject({ repeated: false, moves: { same: 30 }, listed: 0 });
  const { tax_batches: _, ...after } = await everything();
  const { tax_batches: __, ...same } = before;
  expect(after).toEqual(same);
});

test("older figures never replace newer ones, entity by entity", async () => {
  const { id, base } = await office();
  const newer = rowsFrom(base, 40, () => ({ as_of: "2026-02-01" }));
  await deliverText(db, id, feedCsv(newer));
  const mixed = [
    feedRow(base, { ...IN_ARREARS, as_of: "2026-01-31" }),
    feedRow(base + 1, { as_of: "2026-02-02" }),
    feedRow(base + 40, { as_of: "2026-01-15" }),
  ];
  const result = await deliverText(db, id, feedCsv(mixed));
  expect(result).toMatchObject({ moves: { older: 1, "green>green": 1, "new>green": 1 } });
  const stored = await db`
    select s.as_of, s.standing from tax_standings s
    join entity_identifiers i on i.entity_id = s.entity_id
    where superseded_by is null and i.number = ${registerCode(base)}`;
  expect(stored).toEqual([{ asOf: "2026-02-01", standing: "green" }]);
});

describe("all or nothing", () => {
  const spoilt: [string, Record<string, string>, string, RegExp][] = [
    ["a wrong check digit", { number: "10000009" }, "number", /check its digits/],
    ["an unknown identifier scheme", { identifier_scheme: "xx" }, "identifier_scheme", /one of/],
    ["a sole trader", { legal_form: "sole-trader" }, "legal_form", /natural person/],
    ["an unknown form", { legal_form: "" }, "legal_form", /one of/],
    ["a personal number", { number: "38001085718" }, "number", /natural person/],
    ["a personal number in the name", { name: "FIE Mari 380 0108 5718" }, "name", /natural person/],
    ["figures of the future", { as_of: "2026-02-06" }, "as_of", /still to come/],
    [
      "a debt that is due after its figures",
      { oldestUndisputedDueOn: "2026-02-04" },
      "oldestUndisputedDueOn",
      /a day after/,
    ],
    ["a day that is none", { as_of: "2026-02-30" }, "as_of", /a day such as/],
    ["a day without a scheme", { as_of: "2025-12-31" }, "as_of", /no tax scheme/],
    ["an amount that is none", { undisputedArrears: "8.123,45" }, "undisputedArrears", /number/],
    ["a missing figure", { overdueReturns: "" }, "overdueReturns", /missing/],
    ["a repeated entity", { number: "again" }, "number", /line 2 once more/],
  ];
  test.each(spoilt)(
    "%s spoils the whole and is named by its line",
    async (_, given, column, why) => {
      const { id, base } = await office();
      const before = await everything();
      const rows = rowsFrom(base, 3, () => ({}));
      const bad = given.number === "again" ? { number: registerCode(base) } : given;
      const result = await deliverText(db, id, feedCsv([...rows, feedRow(base + 3, bad)]));
      expect(result).toMatchObject({ ok: false, faults: [{ line: 5, column }] });
      if (result.ok) throw new Error("It was taken over.");
      expect(result.faults[0]?.reason).toMatch(why);
      const told = JSON.stringify(result);
      for (const value of Object.values(given)) {
        if (/\d{4}/.test(value)) expect(told).not.toContain(value);
      }
      expect(await everything()).toEqual(before);
    },
  );

  test.each([
    ["nothing", "", /empty/],
    ["a header alone", feedCsv([feedRow(1)]).split("\n")[0] ?? "", /no row/],
    ["a last line cut short", feedCsv([feedRow(1), feedRow(2)]).slice(0, -20), /cut short/],
    ["a quote left open", `${feedCsv([feedRow(1)])}"ee-reg`, /broken or cut short/],
    ["a column nobody asked for", feedCsv([{ ...feedRow(1), iban: "EE38" }]), /Column 13/],
    ["a column too few", "identifier_scheme,number\nee-regcode,1\n", /lacks the columns/],
    ["half a JSON line", `${JSON.stringify(feedRow(1))}\n{"identifier_sch`, /cut short|must be/],
    ["no text", "{\u0000\u0001", /cut short|no JSON/],
  ])("of %s nothing is taken", async (_, text, why) => {
    const { id } = await office();
    const before = await everything();
    const result = await deliverText(db, id, text);
    if (result.ok) throw new Error("It was taken over.");
    expect(result.detail + JSON.stringify(result.faults)).toMatch(why);
    expect(await everything()).toEqual(before);
  });

  test("faults are told up to a hundred", async () => {
    const { id, base } = await office();
    const rows = rowsFrom(base, 150, () => ({ legal_form: "sole-trader" }));
    const result = await deliverText(db, id, feedCsv(rows));
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.faults.length).toBe(100);
  });
});

test("nobody overrides what another tax authority answers for", async () => {
  const first = await office();
  const second = await office();
  const day = new Date().toISOString().slice(0, 10);
  const row = feedRow(first.base, { as_of: day });
  await deliverText(db, first.id, feedCsv([row]), new Date());
  const result = await deliverText(db, second.id, feedCsv([{ ...row, name: "X" }]), new Date());
  expect(result).toMatchObject({ ok: false, faults: [{ line: 2, column: "number" }] });
});

test("what another tax authority does not publish is not taken over either", async () => {
  const first = await office();
  const second = await office();
  await deliverText(db, first.id, feedCsv([feedRow(first.base, { legal_basis: "" })]));
  const result = await deliverText(db, second.id, feedCsv([feedRow(first.base)]));
  expect(result).toMatchObject({ ok: false, faults: [{ line: 2, column: "number" }] });
});

test("a number that another import brings at the same moment is known, not made twice", async () => {
  const { id, base } = await office();
  const { entityId, delivered } = await db.begin(async (tx) => {
    const [entity] = await tx<{ id: number }[]>`
      insert into legal_entities (legal_form) values ('company') returning id`;
    await tx`lock table entity_identifiers in share row exclusive mode`;
    await tx`
      insert into entity_identifiers (entity_id, scheme, level, number)
      values (${entity?.id ?? 0}, 'ee-regcode', 'entity', ${registerCode(base)})`;
    const delivering = deliverText(db, id, feedCsv([feedRow(base)]));
    const waiting = () => db`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await waiting()).length).toBe(1);
    return { entityId: entity?.id, delivered: { result: delivering } };
  });
  expect(await delivered.result).toMatchObject({ state: "applied", moves: { "new>green": 1 } });
  const told = await db`
    select entity_id from tax_standings where authority_id = ${id} and superseded_by is null`;
  expect(told).toEqual([{ entityId }]);
});

test("an entity that another register knows as a natural person is never rated", async () => {
  const { id, base } = await office();
  await db.begin(async (tx) => {
    const [person] = await tx<{ id: number }[]>`
      insert into legal_entities (legal_form) values ('sole-trader') returning id`;
    await tx`
      insert into entity_identifiers (entity_id, scheme, level, number)
      values (${person?.id ?? 0}, 'ee-regcode', 'entity', ${registerCode(base)})`;
  });
  const result = await deliverText(db, id, feedCsv([feedRow(base)]));
  expect(result).toMatchObject({ ok: false, faults: [{ line: 2, column: "legal_form" }] });
});

describe("an implausible delivery", () => {
  async function held(kind: "red" | "withdrawn") {
    const { id, slug, base } = await office();
    await deliverText(db, id, feedCsv(rowsFrom(base, 100, () => ({ as_of: "2026-02-01" }))));
    const before = await everything();
    const bad = kind === "red" ? IN_ARREARS : { legal_basis: "" };
    const next = rowsFrom(base, 100, (i) => ({ as_of: "2026-02-04", ...(i < 6 ? bad : {}) }));
    const result = await deliverText(db, id, feedCsv(next));
    expect(result).toMatchObject({ ok: true, state: "held", listed: 0 });
    if (!result.ok) throw new Error("It was refused.");
    return { id, slug, base, batch: result.id, before, text: feedCsv(next), result };
  }

  test.each(["red", "withdrawn"] as const)("waits: more than 5 % %s", async (kind) => {
    const { before, result } = await held(kind);
    expect(result.ok && result.reason).toMatch(/^6 of 100 known entities/);
    const { tax_batches: _, tax_held_rows: __, ...after } = await everything();
    const { tax_batches: ___, tax_held_rows: ____, ...same } = before;
    expect(after).toEqual(same);
  });

  test("exactly 5 % do not", async () => {
    const { id, base } = await office();
    await deliverText(db, id, feedCsv(rowsFrom(base, 100, () => ({}))));
    const next = rowsFrom(base, 5, () => ({ as_of: "2026-02-01", ...IN_ARREARS }));
    expect(await deliverText(db, id, feedCsv(next))).toMatchObject({ state: "applied" });
  });

  test("counts once a second person has released it, and its rows are gone", async () => {
    const { slug, base, batch, id, text } = await held("red");
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    const decided = await decideTaxBatch(db, officer, { id: batch, released: true, reason: null });
    expect(decided).toMatchObject({ ok: true, listed: 100 });
    const [red] = await db`
      select count(*)::int as red from tax_standings
      where authority_id = ${id} and superseded_by is null and standing = 'red'`;
    expect(red).toEqual({ red: 6 });
    expect(await db`select from tax_held_rows where batch_id = ${batch}`).toHaveLength(0);
    expect(await deliverText(db, id, text)).toMatchObject({ repeated: true, state: "applied" });
    expect(await decideTaxBatch(db, officer, { id: batch, released: true, reason: null })).toEqual({
      ok: false,
      reason: "batch-decided",
    });
    expect((await listed(base))?.taxAsOf).toBe("2026-02-04");
  });

  test("once refused stays refused, also when it is sent again", async () => {
    const { slug, batch, before, id, text } = await held("red");
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    const refuse = (reason: string | null) =>
      decideTaxBatch(db, officer, { id: batch, released: false, reason });
    expect(await refuse(null)).toEqual({ ok: false, reason: "no-reason" });
    expect(await refuse("A wrong extract")).toMatchObject({ ok: true });
    expect(await deliverText(db, id, text)).toMatchObject({ repeated: true, state: "refused" });
    const { tax_batches: _, ...after } = await everything();
    const { tax_batches: __, ...same } = before;
    expect(after).toEqual(same);
  });

  test("is decided by no one but another officer of that authority", async () => {
    const { slug, batch, id } = await held("red");
    const other = await office();
    const own = await enrol(db, [{ role: "tax-officer", at: slug }]);
    await db`update tax_batches set received_by = ${own.userId} where id = ${batch}`;
    const decision = { id: batch, released: true, reason: null };
    expect(await decideTaxBatch(db, own, decision)).toEqual({ ok: false, reason: "batch-own" });
    for (const [role, at] of [
      ["tax-officer", other.slug],
      ["authority-admin", slug],
      ["auditor", null],
    ] as const) {
      const somebody = await enrol(db, [{ role, at }]);
      expect(await decideTaxBatch(db, somebody, decision)).toEqual({
        ok: false,
        reason: "forbidden",
      });
    }
    expect(
      await db`select state from tax_batches where authority_id = ${id} and state = 'held'`,
    ).toHaveLength(1);
  });

  test("is not decided by who registered the key that it was signed with", async () => {
    const { id, slug, base } = await office();
    const both = await enrol(db, [
      { role: "authority-admin", at: slug },
      { role: "tax-officer", at: slug },
    ]);
    const key = await makeKey(db, id, both);
    const send = (given: Record<string, string>) =>
      deliverText(db, id, feedCsv(rowsFrom(base, 10, () => given)), undefined, key.id);
    await send({});
    const result = await send({ ...IN_ARREARS, as_of: "2026-02-01" });
    if (!result.ok || result.state !== "held") throw new Error("It was not held.");
    const decision = { id: result.id, released: true, reason: null };
    expect(await decideTaxBatch(db, both, decision)).toEqual({ ok: false, reason: "batch-own" });
    await expect(
      db`update tax_batches set decided_by = ${both.userId} where id = ${result.id}`,
    ).rejects.toThrow("tax_batches_second_person");
    const second = await enrol(db, [{ role: "tax-officer", at: slug }]);
    expect(await decideTaxBatch(db, second, decision)).toMatchObject({ ok: true, listed: 10 });
  });

  test("released late, it does not replace what has come since", async () => {
    const { slug, base, batch, id } = await held("red");
    await deliverText(db, id, feedCsv([feedRow(base, { as_of: "2026-02-05" })]));
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    await decideTaxBatch(db, officer, { id: batch, released: true, reason: null });
    const [current] = await db`
      select standing from tax_standings s join entity_identifiers i using (entity_id)
      where s.superseded_by is null and i.number = ${registerCode(base)}`;
    expect(current).toEqual({ standing: "green" });
  });

  test("released late, it leaves what was told since of the same day, and says so before", async () => {
    const { slug, base, batch, id, result } = await held("red");
    expect(result.ok && result.moves).toEqual({ "green>green": 94, "green>red": 6 });
    await deliverText(db, id, feedCsv([feedRow(base, { as_of: "2026-02-04" })]));
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    const moves = { "green>green": 94, "green>red": 5, older: 1 };
    expect(await lookAtTaxBatch(db, officer, batch)).toMatchObject({ moves });
    await decideTaxBatch(db, officer, { id: batch, released: true, reason: null });
    expect((await lookAtTaxBatch(db, officer, batch))?.moves).toEqual(moves);
    const [current] = await db`
      select standing from tax_standings s join entity_identifiers i using (entity_id)
      where s.superseded_by is null and i.number = ${registerCode(base)}`;
    expect(current).toEqual({ standing: "green" });
  });
});

test("the legal form that a delivery states is its word, not the number's", async () => {
  const { id, base } = await office();
  expect(await deliverText(db, id, feedCsv([feedRow(base)]))).toMatchObject({ state: "applied" });
  const [stated] = await db`
    select e.legal_form_as_of, s.authority_id, s.format from legal_entities e
    join entity_identifiers i on i.entity_id = e.id
    join sources s on s.id = e.legal_form_source_id
    where i.number = ${registerCode(base)}`;
  expect({ ...stated }).toEqual({
    legalFormAsOf: "2026-01-31",
    authorityId: id,
    format: "tax",
  });
});

test("two deliveries at once follow each other, and the newer day stands", async () => {
  const { id, base } = await office();
  const days = ["2026-01-10", "2026-01-20", "2026-01-15", "2026-01-30"];
  await Promise.all(
    days.map((as_of) => deliverText(db, id, feedCsv(rowsFrom(base, 20, () => ({ as_of }))))),
  );
  const current = await db`
    select distinct as_of from tax_standings where authority_id = ${id} and superseded_by is null`;
  expect(current).toEqual([{ asOf: "2026-01-30" }]);
  const [counter] = await db`
    select position = (select count(*) from events) as gapless from event_counter`;
  expect(counter).toEqual({ gapless: true });
});

test("a standing is superseded, never edited or removed; it refers to what is there", async () => {
  const { id, base } = await office();
  await deliverText(db, id, feedCsv([feedRow(base)]));
  await expect(
    db`update tax_standings set standing = 'red', outcome = 'not-good' where authority_id = ${id}`,
  ).rejects.toThrow("superseded, never edited");
  await expect(db`delete from tax_standings where authority_id = ${id}`).rejects.toThrow(
    "is never removed",
  );
  await expect(db`
    insert into tax_inputs (standing_id, inputs)
    select id + 999999, '{}' from tax_standings where authority_id = ${id}
  `).rejects.toThrow("standing_id of tax_inputs is of nothing in tax_standings");
});
