import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { publishDue } from "@/db/commands/publish-due";
import { disputeEntry, resumeEntry } from "@/db/commands/registers/dispute-entry";
import { type NewEntry, recordEntry } from "@/db/commands/registers/record-entry";
import { repairEntry } from "@/db/commands/registers/repair-entry";
import { type EntrySubject, listPublicEntries } from "@/db/queries/list-public-entries";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";
import { makeEntity, publishTheseEntities, taxAuthority } from "@/tests/support/entities";
import { enrol } from "@/tests/support/people";
import { letTermPass, newEntry, utcToday } from "@/tests/support/register-entries";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let db: Db;
let drop: () => Promise<void>;
let court: number;
let clerk: Actor;
let stranger: Actor;
let auditor: Actor;
let place: EntrySubject & { site: string };

const COMPANY = { entity: { scheme: "ee-regcode", number: "10000001" } };

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 4 });
  await load(db, "2026-01-01", [snapshot(), site("1"), rating("1", "5")]);
  court = (await taxAuthority(db, "court")).id;
  clerk = await enrol(db, [{ role: "authority-admin", at: "court" }]);
  stranger = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  auditor = await enrol(db, [{ role: "auditor", at: null }]);
  const [listed] = await db<{ publicId: string }[]>`select public_id from listings`;
  place = { site: listed?.publicId ?? "" };
  await publishTheseEntities(db, [await makeEntity(db, { number: "10000001" })]);
  await makeEntity(db, { number: "20000001", legalForm: "sole-trader" });
  await makeEntity(db, { number: "20000002", legalForm: null });
});
afterAll(async () => {
  await db.end();
  await drop();
});

let before: number;
beforeEach(async () => {
  before = await lastPosition();
});

async function lastPosition(): Promise<number> {
  const [row] = await db<{ position: number }[]>`select position from event_counter`;
  return row?.position ?? 0;
}

async function events() {
  return db<{ kind: string; contentHash: string }[]>`
    select * from events where position > ${before} order by position`;
}
const kinds = async () => (await events()).map(({ kind }) => kind);

async function record(subject: EntrySubject, changes: Partial<NewEntry> = {}): Promise<NewEntry> {
  const entry = newEntry(court, subject, changes);
  expect(await recordEntry(db, clerk, entry)).toEqual({ ok: true, id: entry.id, repeated: false });
  return entry;
}

const shownIds = async (subject: EntrySubject) =>
  (await listPublicEntries(db, subject)).map(({ id }) => id);

async function steps(id: string) {
  const rows = await db<{ state: string; userId: string | null; reason: string }[]>`
    select state, user_id, reason from register_steps where entry_id = ${id} order by register_steps.id`;
  return rows.map(({ state, userId, reason }) => [state, userId, reason]);
}

describe.each([
  ["a site", () => place as EntrySubject],
  ["an entity", () => COMPANY as EntrySubject],
])("an entry of %s", (what, subjectOf) => {
  const isEntity = what === "an entity";
  const also = isEntity ? ["described"] : [];

  test("is public with grounds, end and remedy, contested, settled, put right and gone", async () => {
    const subject = subjectOf();
    const entry = await record(subject);
    const { id } = entry;
    expect(await listPublicEntries(db, subject)).toEqual([
      {
        id,
        kind: "recall",
        state: "active",
        authority: { slug: "court", name: "Tax office court", language: "en" },
        language: "en",
        legalBasis: entry.legalBasis,
        grounds: entry.grounds,
        evidence: entry.evidence,
        remedy: entry.remedy,
        startsOn: entry.startsOn,
        endsOn: entry.endsOn,
      },
    ]);
    expect(await disputeEntry(db, clerk, { id, reason: "Their appeal" })).toEqual({ ok: true });
    expect((await listPublicEntries(db, subject))[0]?.state).toBe("disputed");
    expect(await resumeEntry(db, clerk, { id, reason: "Dismissed" })).toEqual({ ok: true });
    expect(await repairEntry(db, clerk, { id, reason: "All taken back" })).toEqual({ ok: true });
    expect(await shownIds(subject)).toEqual([]);
    expect(await steps(id)).toEqual([
      ["active", clerk.userId, "Decided by the board."],
      ["disputed", clerk.userId, "Their appeal"],
      ["active", clerk.userId, "Dismissed"],
      ["repaired", clerk.userId, "All taken back"],
    ]);
    expect(await kinds()).toEqual([
      ...also,
      "notice-shown",
      "notice-changed",
      "notice-changed",
      ...also,
      "notice-gone",
    ]);
    expect(JSON.stringify(await events())).not.toContain("Kettles");
    for (const move of [disputeEntry, resumeEntry]) {
      expect(await move(db, clerk, { id, reason: "Again" })).toMatchObject({
        reason: "entry-ended",
      });
    }
  });

  test("is ended by its term without anybody's doing, once, also by three jobs at once", async () => {
    const subject = subjectOf();
    const { id } = await record(subject);
    expect(await publishDue(db)).toBe(0);
    await letTermPass(db, id);
    expect(await shownIds(subject)).toEqual([]);
    const done = await Promise.all([publishDue(db), publishDue(db), publishDue(db)]);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect((await steps(id)).at(-1)).toEqual(["expired", null, "term-over"]);
    expect(await kinds()).toEqual([...also, "notice-shown", ...also, "notice-gone"]);
    expect(await repairEntry(db, clerk, { id, reason: "Late" })).toMatchObject({
      reason: "entry-ended",
    });
  });

  test("that is to come is shown from its first day on", async () => {
    const subject = subjectOf();
    const tomorrow = addDays(utcToday(), 1);
    const { id } = await record(subject, { startsOn: tomorrow });
    expect(await shownIds(subject)).toEqual([]);
    expect(await kinds()).not.toContain("notice-shown");
    expect(await publishDue(db)).toBe(0);
    await db`alter table register_entries disable trigger user`;
    await db`update register_entries set starts_on = current_date where id = ${id}`;
    await db`alter table register_entries enable trigger user`;
    await publishDue(db);
    expect(await shownIds(subject)).toEqual([id]);
    expect(await kinds()).toContain("notice-shown");
    await repairEntry(db, clerk, { id, reason: "Done" });
  });

  test("is moved by the people of its authority alone", async () => {
    const { id } = await record(subjectOf());
    for (const actor of [stranger, auditor]) {
      for (const move of [disputeEntry, resumeEntry, repairEntry]) {
        expect(await move(db, actor, { id, reason: "Not mine" })).toMatchObject({
          reason: "forbidden",
        });
      }
      const refused = await recordEntry(db, actor, newEntry(court, subjectOf()));
      expect(refused).toMatchObject({ reason: "forbidden" });
    }
    expect(await shownIds(subjectOf())).toEqual([id]);
    await repairEntry(db, clerk, { id, reason: "Done" });
  });
});

test("two who repair at once do it once; a repeated submission is one entry", async () => {
  const entry = await record(place);
  expect(await recordEntry(db, clerk, entry)).toMatchObject({ ok: true, repeated: true });
  const { id } = entry;
  const both = [1, 2].map((n) => repairEntry(db, clerk, { id, reason: `Repaired ${n}` }));
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
  expect(await steps(id)).toHaveLength(2);
  expect(await kinds()).toEqual(["notice-shown", "notice-gone"]);
});

test.each([
  ["a class whose limit it passes", { endsOn: addDays(utcToday(), 100) }, "term-too-long"],
  ["a class whose least it stays below", { class: "general" }, "term-too-short"],
  ["an end before its start", { endsOn: addDays(utcToday(), -11) }, "ends-before-it-starts"],
  ["an end that has come", { endsOn: utcToday() }, "already-over"],
  ["no grounds", { grounds: " " }, "no-grounds"],
  ["no remedy", { remedy: "" }, "no-grounds"],
  ["no legal basis", { legalBasis: "" }, "no-grounds"],
] as const)("an entry with %s is refused with nothing written", async (_, changes, reason) => {
  const entry = newEntry(court, place, changes);
  expect(await recordEntry(db, clerk, entry)).toEqual({ ok: false, reason });
  expect(await db`select from register_entries where id = ${entry.id}`).toHaveLength(0);
  expect(await lastPosition()).toBe(before);
});

test.each(["20000001", "20000002"])("%s, who may be a person, has no entry", async (number) => {
  const subject = { entity: { scheme: "ee-regcode", number } };
  const refused = await recordEntry(db, clerk, newEntry(court, subject));
  expect(refused).toEqual({ ok: false, reason: "natural-person" });
  await expect(
    db`
      insert into register_entries (kind, entry_class, entity_id, authority_id, source_id,
        source_key, language, legal_basis, grounds, remedy, starts_on, ends_on, row_hash)
      select 'recall', 'minor', i.entity_id, ${court}, s.id, 'x', 'en', 'x', 'x', 'x',
        '2026-01-01', '2026-02-01', 'x'
      from entity_identifiers i, sources s where i.number = ${number} and s.key = 'tax:court'`,
  ).rejects.toThrow("no register entry");
});

test("the database refuses every other arrow, an edit, a later end and a removal", async () => {
  const { id } = await record(place);
  const refused = [
    db`update register_entries set grounds = 'Other' where id = ${id}`,
    db`update register_entries set ends_on = ends_on + 1 where id = ${id}`,
    db`delete from register_entries where id = ${id}`,
    db`update register_steps set reason = 'Other' where entry_id = ${id}`,
  ];
  for (const each of refused) await expect(each).rejects.toThrow();
  await repairEntry(db, clerk, { id, reason: "Done" });
  await expect(db`update register_entries set state = 'active' where id = ${id}`).rejects.toThrow(
    "does not become",
  );
});

test("no entry moves a listing of a site, its counts or its place among others", async () => {
  const { id } = await record(COMPANY);
  await repairEntry(db, clerk, { id, reason: "Done" });
  const models = await dumpReadModels(db);
  const own = await record(place);
  expect(await dumpReadModels(db)).toEqual(models);
  await repairEntry(db, clerk, { id: own.id, reason: "Done" });
  expect(await dumpReadModels(db)).toEqual(models);
});
