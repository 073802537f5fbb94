import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { decideMatch } from "@/db/commands/decide-match";
import { mergeEntities } from "@/db/commands/lineage/merge-entities";
import { importRegister } from "@/db/commands/registers/import-register";
import { recordEntry } from "@/db/commands/registers/record-entry";
import { createDatabase } from "@/tests/support/database";
import { makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { authorityId, enrol } from "@/tests/support/people";
import { newEntry, utcToday } from "@/tests/support/register-entries";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { registerCode } from "@/tests/support/tax-feed";
import { atOnce } from "@/tests/support/waiting";

let db: Db;
let drop: () => Promise<void>;
let town: number;
let platform: Actor;
let reviewer: Actor;
let admin: Actor;
let made = 0;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 6 });
  await load(db, "2026-01-01", [snapshot(), site("1", { name: "Of Somebody" }), rating("1", "5")]);
  town = await authorityId(db, "testham");
  platform = await enrol(db, [{ role: "platform-admin", at: null }]);
  reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
});
afterAll(async () => {
  await db.end();
  await drop();
});

/** A listed company that is to be merged into another, and the merger. */
async function twoCompanies() {
  made += 2;
  const from = { scheme: "ee-regcode", number: registerCode(made) };
  const into = { scheme: "ee-regcode", number: registerCode(made + 1) };
  const ids = { from: await makeEntity(db, from), into: await makeEntity(db, into) };
  await publishTheseEntities(db, [ids.from, ids.into]);
  const merge = () => mergeEntities(db, platform, { from, into, reason: "They are the same." });
  return { from, ids, merge };
}

async function noticesOf(entityId: number): Promise<number> {
  const [listed] = await db<{ notices: number }[]>`
    select notices from entity_listings where entity_id = ${entityId}`;
  return listed?.notices ?? 0;
}

test("an entry that is recorded while its company is merged goes with the company", async () => {
  const { from, ids, merge } = await twoCompanies();
  const entry = newEntry(town, { entity: from });
  const done = await atOnce(db, () => recordEntry(db, reviewer, entry), merge);
  expect(done).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await noticesOf(ids.into)).toBe(1);
});

test("one that is recorded once the merger has begun is of the company that stays", async () => {
  const { from, ids, merge } = await twoCompanies();
  const entry = newEntry(town, { entity: from });
  const done = await atOnce(db, merge, () => recordEntry(db, reviewer, entry));
  expect(done).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await noticesOf(ids.into)).toBe(1);
});

test.each(["before", "after"] as const)(
  "entries of a register whose import begins %s the merger are of the company that stays",
  async (order) => {
    const { from, ids, merge } = await twoCompanies();
    const take = () => importEntryOf(from);
    await (order === "before" ? atOnce(db, take, merge) : atOnce(db, merge, take));
    expect(await noticesOf(ids.into)).toBe(1);
  },
);

test("a place that is said to be a company's while that is merged is run by the one that stays", async () => {
  const { ids, merge } = await twoCompanies();
  const [candidate] = await db<{ id: number }[]>`
    insert into match_candidates (site_id, entity_id, score, evidence)
    select site_id, ${ids.from}, 0.5, '{"name":null,"address":null,"phone":null,"distanceM":null}'
    from listings returning id`;
  const decide = (decision: "confirm" | "undo") =>
    decideMatch(db, admin, { candidateId: candidate?.id ?? 0, decision, reason: "Said so" });
  const done = await atOnce(db, () => decide("confirm"), merge);
  expect(done).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await operators()).toEqual([ids.into]);
  expect(await decide("undo")).toEqual({ ok: true });
  expect(await operators()).toEqual([]);
});

async function operators(): Promise<number[]> {
  const rows = await db<{ entityId: number }[]>`
    select entity_id from site_operators where valid_to is null`;
  return rows.map(({ entityId }) => entityId);
}

function importEntryOf(entity: { scheme: string; number: string }) {
  const { number } = entity;
  const slug = `register-${number}`;
  const source = { key: `register:${slug}`, name: slug, language: "en" };
  return importRegister(db, {
    ...{ format: "registers", file: "entries.csv", asOf: utcToday() },
    ...{ partial: false, acceptGone: false, strict: true, startedAt: new Date() },
    rows: (async function* () {
      yield {
        kind: "register" as const,
        source: { ...source, licence: null, licenceUrl: null, url: null },
        authority: {
          ...{ slug, name: slug, country: "EE", website: null, email: null, invented: true },
        },
        asOf: null,
      };
      yield {
        kind: "entry" as const,
        ...{ line: 2, key: number, entryKind: "recall" as const, class: "minor" as const },
        subject: {
          entity: {
            scheme: "ee-regcode" as const,
            number,
            name: null,
            legalForm: "company" as const,
          },
        },
        ...{ language: "en", legalBasis: "Product Safety Act, § 12", grounds: "It burns." },
        ...{ evidence: null, remedy: "Take it back.", state: "active" as const },
        startsOn: addDays(utcToday(), -20),
        endsOn: addDays(utcToday(), 40),
      };
    })(),
  });
}
