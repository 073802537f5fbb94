import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { mergeEntities } from "@/db/commands/lineage/merge-entities";
import { splitEntity } from "@/db/commands/lineage/split-entity";
import { undoLineage } from "@/db/commands/lineage/undo-lineage";
import { createDatabase } from "@/tests/support/database";
import { makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { enrol } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";
import { atOnce } from "@/tests/support/waiting";

let db: Db;
let drop: () => Promise<void>;
let office: number;
let platform: Actor;
let made = 0;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 6 });
  office = await makeTaxAuthority(db, "tax-of-lineage");
  platform = await enrol(db, [{ role: "platform-admin", at: null }]);
});
afterAll(async () => {
  await db.end();
  await drop();
});

const reason = "They are the same.";

/** Two listed companies that no tax authority has spoken of, `base` and `base + 1`. */
async function twoCompanies() {
  made += 10;
  const numbers = [made, made + 1].map((n) => ({ scheme: "ee-regcode", number: registerCode(n) }));
  const ids: number[] = [];
  for (const { number } of numbers) ids.push(await makeEntity(db, { number }));
  await publishTheseEntities(db, ids);
  const [from, into] = numbers;
  if (!from || !into) throw new Error("No companies.");
  return { base: made, from, into };
}

/** Sends figures of today, by which a company is in good standing. */
function send(base: number) {
  const now = new Date();
  const row = feedRow(base, { as_of: now.toISOString().slice(0, 10) });
  return deliverText(db, office, feedCsv([row]), now);
}

/** Under which number each current standing that was sent for a company is listed. */
async function listedStandings(numbers: readonly { number: string }[]) {
  const rows = await db<{ number: string; listed: string | null }[]>`
    select i.number, l.tax_standing as listed
    from entity_identifiers i
    join tax_standings s on s.entity_id = i.entity_id and s.superseded_by is null
    left join entity_listings l on l.entity_id = s.entity_id
    where i.number in ${db(numbers.map(({ number }) => number))} order by 1`;
  const [lost] = await db<{ count: number }[]>`
    select count(*) as count from tax_standings s
    join legal_entities e on e.id = s.entity_id
    where s.superseded_by is null and e.state = 'merged'`;
  expect(lost?.count).toBe(0);
  return rows.map(({ number, listed }) => [number, listed]);
}

test("a standing that is sent while its company is merged keeps the company where it is", async () => {
  const { base, from, into } = await twoCompanies();
  const [sent, merged] = await atOnce(
    db,
    () => send(base),
    () => mergeEntities(db, platform, { from, into, reason }),
  );
  expect(sent).toMatchObject({ ok: true, state: "applied" });
  expect(merged).toEqual({ ok: false, reason: "tax-standing" });
  expect(await listedStandings([from, into])).toEqual([[from.number, "green"]]);
});

test("a standing that is sent once the merger has begun is of the company that stays", async () => {
  const { base, from, into } = await twoCompanies();
  const [merged, sent] = await atOnce(
    db,
    () => mergeEntities(db, platform, { from, into, reason }),
    () => send(base),
  );
  expect(merged).toMatchObject({ ok: true });
  expect(sent).toMatchObject({ ok: true, state: "applied" });
  expect(await listedStandings([from, into])).toEqual([
    [from.number, "green"],
    [into.number, "green"],
  ]);
});

test("a standing that is sent while its number goes to another company follows the number", async () => {
  const { base, from, into } = await twoCompanies();
  const merged = await mergeEntities(db, platform, { from, into, reason });
  if (!merged.ok) throw new Error(merged.reason);
  const [split, sent] = await atOnce(
    db,
    () => splitEntity(db, platform, { numbers: [from], sites: [], reason }),
    () => send(base),
  );
  expect([split, sent]).toMatchObject([{ ok: true }, { ok: true, state: "applied" }]);
  expect(await listedStandings([from, into])).toEqual([[from.number, "green"]]);
});

test("a standing that is sent while a merger is undone follows the number", async () => {
  const { base, from, into } = await twoCompanies();
  const merged = await mergeEntities(db, platform, { from, into, reason });
  if (!merged.ok) throw new Error(merged.reason);
  const [undone, sent] = await atOnce(
    db,
    () => undoLineage(db, platform, { lineageId: merged.lineageId, reason }),
    () => send(base),
  );
  expect([undone, sent]).toMatchObject([{ ok: true }, { ok: true, state: "applied" }]);
  expect(await listedStandings([from, into])).toEqual([[from.number, "green"]]);
});
