import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import type { EntryRow, RegisterImportRow, RegisterRow } from "@/core/register-row";
import { connect, type Db } from "@/db/client";
import { disputeEntry } from "@/db/commands/registers/dispute-entry";
import { importRegister, type RegisterRequest } from "@/db/commands/registers/import-register";
import { repairEntry } from "@/db/commands/registers/repair-entry";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { sat69b } from "@/importers/sat69b";
import { importFiles } from "@/server/import-files";
import { createDatabase } from "@/tests/support/database";
import { taxAuthority } from "@/tests/support/entities";
import { enrol } from "@/tests/support/people";
import { utcToday } from "@/tests/support/register-entries";
import { untilWaiting } from "@/tests/support/waiting";

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 3 });
});
afterAll(async () => {
  await db.end();
  await drop();
});

const TODAY = utcToday();

function register(slug: string): RegisterRow {
  const source = { key: `register:${slug}`, name: `Register of ${slug}`, language: "en" };
  return {
    kind: "register",
    source: { ...source, licence: null, licenceUrl: null, url: null },
    authority: { slug, name: slug, country: "EE", website: null, email: null, invented: true },
    asOf: null,
  };
}

function entry(key: string, changes: Partial<EntryRow> = {}): EntryRow {
  const number = `14${key.padStart(6, "0")}`;
  return {
    kind: "entry",
    line: Number(key) + 1,
    key,
    entryKind: "recall",
    class: "minor",
    subject: {
      entity: { scheme: "ee-regcode", number, name: `Shop ${key}`, legalForm: "company" },
    },
    language: "en",
    legalBasis: "Product Safety Act, § 12",
    grounds: `Grounds ${key}`,
    evidence: null,
    remedy: "Take it back.",
    startsOn: addDays(TODAY, -20),
    endsOn: addDays(TODAY, 40),
    state: "active",
    ...changes,
  };
}

function take(rows: readonly RegisterImportRow[], changes: Partial<RegisterRequest> = {}) {
  return importRegister(db, {
    format: "registers",
    file: "entries.csv",
    rows: (async function* () {
      yield* rows;
    })(),
    asOf: addDays(TODAY, -5),
    partial: false,
    acceptGone: false,
    strict: true,
    startedAt: new Date(),
    ...changes,
  });
}

const many = (count: number) => Array.from({ length: count }, (_, i) => entry(String(i + 1)));

async function states(slug: string): Promise<Record<string, string>> {
  const rows = await db<{ sourceKey: string; state: string }[]>`
    select e.source_key, e.state from register_entries e join sources s on s.id = e.source_id
    where s.key = ${`register:${slug}`} and e.superseded_by is null order by e.source_key`;
  return Object.fromEntries(rows.map(({ sourceKey, state }) => [sourceKey, state]));
}

const shown = async (key: string) =>
  listPublicEntries(db, {
    entity: { scheme: "ee-regcode", number: `14${key.padStart(6, "0")}` },
  });

async function everything() {
  const [row] = await db`
    select (select jsonb_agg(e order by e.id) from register_entries e) as entries,
      (select count(*) from register_steps) as steps, (select count(*) from events) as events,
      (select count(*) from legal_entities) as entities, (select position from event_counter)`;
  return row;
}

test("a company that somebody else names at the same moment keeps that name, and the file is taken", async () => {
  const [company] = await db<{ id: number }[]>`
    insert into legal_entities (legal_form) values ('company') returning id`;
  const id = company?.id ?? 0;
  const { sourceId } = await taxAuthority(db);
  await db`
    insert into entity_identifiers (entity_id, scheme, level, number)
    values (${id}, 'ee-regcode', 'entity', '14000099')`;
  const taking = await db.begin(async (tx) => {
    await tx`
      insert into entity_names (entity_id, source_id, name, normal, tokens, language)
      values (${id}, ${sourceId}, 'Named Before', 'named before', '{named,before}', 'en')`;
    const done = take([register("named-at-once"), entry("99")]);
    await untilWaiting(db);
    return { done };
  });
  expect(await taking.done).toMatchObject({ state: "applied", counts: { added: 1 } });
  const names = await db`select name from entity_names where entity_id = ${id}`;
  expect(names).toEqual([{ name: "Named Before" }]);
});

test("a register is taken over, found again unchanged, and its entries end as it says", async () => {
  const rows = [register("a"), ...many(4)];
  expect(await take(rows)).toMatchObject({ state: "applied", counts: { added: 4, published: 4 } });
  expect(await shown("1")).toMatchObject([{ grounds: "Grounds 1", authority: { slug: "a" } }]);
  const before = await everything();
  expect(await take(rows)).toMatchObject({ state: "unchanged" });
  expect(await everything()).toEqual(before);

  const next = [
    register("a"),
    entry("1", { state: "disputed" }),
    entry("2", { state: "repaired" }),
    entry("3", { grounds: "Other grounds" }),
  ];
  expect(await take(next, { asOf: TODAY })).toMatchObject({
    state: "applied",
    counts: { added: 1, moved: 2, gone: 1 },
  });
  expect(await states("a")).toEqual({ 1: "disputed", 2: "repaired", 3: "active", 4: "repaired" });
  expect((await shown("1"))[0]?.state).toBe("disputed");
  expect(await shown("2")).toEqual([]);
  expect(await shown("3")).toMatchObject([{ grounds: "Other grounds" }]);
  expect(await shown("4")).toEqual([]);
  const old = await db<{ grounds: string; state: string }[]>`
    select grounds, state from register_entries where superseded_by is not null`;
  expect(old).toMatchObject([{ grounds: "Grounds 3", state: "expired" }]);
});

test("an older file, one of a day to come and one of no day change nothing and say why", async () => {
  const before = await everything();
  const refusals = [
    [addDays(TODAY, -9), "a newer one of"],
    [addDays(TODAY, 9), "still to come"],
    [null, "--as-of"],
  ] as const;
  for (const [asOf, reason] of refusals) {
    const result = await take([register("a"), entry("9")], { asOf });
    expect(result.state).toBe("refused");
    expect(result.reason).toContain(reason);
  }
  expect(await everything()).toEqual(before);
});

test("one wrong row refuses the whole file, with every wrong row by its number", async () => {
  const before = await everything();
  const wrong = { kind: "issue", key: null, value: null, action: "row-refused" } as const;
  const result = await take([
    register("b"),
    entry("1"),
    { ...wrong, line: 3, field: "ends_on", problem: "term-too-long" },
    entry("1", { line: 4 }),
  ]);
  expect(result.state).toBe("refused");
  expect(result.issues?.map(({ line, problem }) => [line, problem])).toEqual([
    [3, "term-too-long"],
    [4, "repeated-key"],
  ]);
  expect(result.reason).toContain("line 3, ends_on: term-too-long");
  const nobody = await take([
    register("b"),
    entry("1"),
    entry("2", { subject: { site: "0000000000" } }),
    entry("3", {
      subject: { entity: { scheme: "ee-regcode", number: "17", name: "Jaan", legalForm: null } },
    }),
  ]);
  expect(nobody.issues?.map(({ line, problem }) => [line, problem])).toEqual([
    [3, "unknown-site"],
    [4, "may-be-natural-person"],
  ]);
  expect(await everything()).toEqual(before);
});

test("a partial file ends nothing; one in which too much has gone is held", async () => {
  await take([register("c"), ...many(20)]);
  await take([register("c"), entry("21")], { partial: true, asOf: TODAY });
  expect(Object.values(await states("c")).filter((state) => state === "active")).toHaveLength(21);
  const half = [register("c"), ...many(5)];
  const held = await take(half, { asOf: TODAY });
  expect(held).toMatchObject({ state: "held" });
  expect(held.reason).toContain("16 of 21");
  expect(await take(half, { asOf: TODAY, acceptGone: true })).toMatchObject({
    counts: { gone: 16 },
  });
});

/** Who keeps a register with one entry, and that entry. */
async function keeper(slug: string) {
  const clerk = await enrol(db, [{ role: "authority-admin", at: slug }]);
  const [row] = await db<{ id: string }[]>`
    select e.id from register_entries e join sources s on s.id = e.source_id
    where s.key = ${`register:${slug}`}`;
  return { clerk, id: row?.id ?? "" };
}

test("what an official repaired stays repaired until its source says something else", async () => {
  await take([register("d"), entry("1")]);
  const { id, clerk } = await keeper("d");
  expect(await repairEntry(db, clerk, { id, reason: "Paid" })).toEqual({ ok: true });
  expect(await take([register("d"), entry("1")], { asOf: TODAY })).toMatchObject({
    counts: { added: 0, moved: 0 },
  });
  expect(await states("d")).toEqual({ 1: "repaired" });
  await take([register("d"), entry("1", { grounds: "Once more" })], { asOf: TODAY });
  expect(await states("d")).toEqual({ 1: "active" });
});

test("how a source calls the subject brings no repaired entry back", async () => {
  const called = (name: string) => ({
    subject: { entity: { scheme: "ee-regcode", number: "14000001", name, legalForm: null } },
  });
  await take([register("g"), entry("1")]);
  const { id, clerk } = await keeper("g");
  expect(await repairEntry(db, clerk, { id, reason: "Paid" })).toEqual({ ok: true });
  const renamed = await take([register("g"), entry("1", called("Shop One"))], { asOf: TODAY });
  expect(renamed).toMatchObject({ counts: { added: 0, moved: 0 } });
  expect(await states("g")).toEqual({ 1: "repaired" });
  await take([register("g"), entry("1", { state: "disputed" })], { asOf: TODAY });
  expect(await states("g")).toEqual({ 1: "disputed" });
});

test("a dispute that an official noted stays until the source says another state", async () => {
  await take([register("h"), entry("1")]);
  const { id, clerk } = await keeper("h");
  expect(await disputeEntry(db, clerk, { id, reason: "Contested" })).toEqual({ ok: true });
  const endsOn = addDays(TODAY, 30);
  await take([register("h"), entry("1", { endsOn })], { asOf: TODAY });
  expect(await states("h")).toEqual({ 1: "disputed" });
  await take([register("h"), entry("1", { endsOn, state: "disputed" })], { asOf: TODAY });
  await take([register("h"), entry("1", { endsOn })], { asOf: TODAY });
  expect(await states("h")).toEqual({ 1: "active" });
});

test.each([true, false])(
  "whom a register calls a natural person leaves the public, be the file refused for it (%s) or not",
  async (strict) => {
    const [slug, key] = strict ? ["i", "51"] : ["j", "52"];
    await take([register(slug), entry(key)]);
    expect(await shown(key)).toHaveLength(1);
    const { subject } = entry(key);
    if (!("entity" in subject)) throw new Error("Of a place.");
    const person = { entity: { ...subject.entity, legalForm: "sole-trader" as const } };
    const result = await take([register(slug), entry(key, { subject: person })], {
      asOf: TODAY,
      strict,
    });
    expect(result.state).toBe(strict ? "refused" : "applied");
    expect(await shown(key)).toEqual([]);
    const listed = await db`
      select from entity_listings where number = ${subject.entity.number}`;
    expect(listed).toHaveLength(0);
    const [gone] = await db`
      select kind from events where kind = 'notice-gone' order by position desc limit 1`;
    expect(gone).toBeDefined();
  },
);

test("what follows on another entry of the same subject ends it without calling it repaired", async () => {
  await take([register("e"), entry("1")]);
  const { subject } = entry("1");
  await take([register("e"), entry("2", { subject, entryKind: "business-ban" })], { asOf: TODAY });
  expect(await states("e")).toEqual({ 1: "expired", 2: "active" });
});

test("an entry whose term was over before it came is kept for officials and never shown", async () => {
  const [before] = await db`select position from event_counter`;
  await take([
    register("f"),
    entry("31", { startsOn: addDays(TODAY, -80), endsOn: addDays(TODAY, -1) }),
  ]);
  expect(await states("f")).toEqual({ 31: "expired" });
  expect(await shown("31")).toEqual([]);
  const events = await db`
    select kind from events where position > ${before?.position} and kind like 'notice-%'`;
  expect(events).toHaveLength(0);
});

describe.each([
  ["the invented list", "tests/fixtures/sat69b/Listado_69-B.csv", 6],
  ["the real list", "../shared/data/mx-sat-69b", 9940],
])("%s of article 69-B", (_, path, entries) => {
  test.runIf(existsSync(path))(
    "is taken over whole, again without a change, and no person reaches the database",
    async () => {
      const database = await createDatabase();
      const own = connect(database.url, { max: 2 });
      const options = { asOf: null, partial: false, acceptGone: false, shortcut: true };
      const [first] = await importFiles(own, sat69b, [path], options);
      expect(first).toMatchObject({ state: "applied", counts: { entries, added: entries } });
      const [again] = await importFiles(own, sat69b, [path], options);
      expect(again).toMatchObject({ state: "unchanged", counts: { added: 0, moved: 0, gone: 0 } });
      const [facts] = await own`
      select count(*)::int as steps, count(distinct entry_id)::int as entries from register_steps`;
      expect(facts).toEqual({ steps: entries, entries });
      const [over] = await own`
      select count(*)::int as count from public_entries
      where state not in ('active', 'disputed') or ends_on <= current_date`;
      expect(over?.count).toBe(0);
      for (const table of [
        "legal_entities",
        "entity_identifiers",
        "entity_names",
        "register_entries",
        "import_issues",
        "import_runs",
      ]) {
        const told = await own`
        select from ${own(table)} t where t::text ~ '[A-ZÑ&]{4}[0-9]{6}[A-Z0-9]{3}' or t::text ~ 'PERSONA INVENTADA'`;
        expect([table, told.length]).toEqual([table, 0]);
      }
      await own.end();
      await database.drop();
    },
  );
});
