import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import { parseBoardQuery } from "@/core/board-query";
import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { EntryState } from "@/core/register-entry";
import { connect, type Db } from "@/db/client";
import { publishDue } from "@/db/commands/publish-due";
import { disputeEntry, resumeEntry } from "@/db/commands/registers/dispute-entry";
import { recordEntry } from "@/db/commands/registers/record-entry";
import { repairEntry } from "@/db/commands/registers/repair-entry";
import { findBoardPage } from "@/db/queries/find-board-page";
import { type EntrySubject, listPublicEntries } from "@/db/queries/list-public-entries";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";
import { makeEntity, publishTheseEntities, taxAuthority } from "@/tests/support/entities";
import { enrol } from "@/tests/support/people";
import { publishRating } from "@/tests/support/publication";
import { letTermPass, newEntry, utcToday } from "@/tests/support/register-entries";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const NUMBERS = ["10000001", "10000002"];
const RUNS = 25;

let db: Db;
let drop: () => Promise<void>;
let court: number;
let clerk: Actor;
let sites: string[];
let subjects: EntrySubject[];

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 2 });
  const operator = (number: string) => ({ scheme: "ee-regcode", level: "entity", number }) as const;
  await load(db, "2026-01-01", [
    snapshot(),
    ...["5", "3", "0"].flatMap((result, i) => [
      site(String(i + 1), { operator: operator(NUMBERS[i % 2] ?? "") }),
      rating(String(i + 1), result),
    ]),
  ]);
  await db`update legal_entities set legal_form = 'company'`;
  const entities = await db<{ id: number }[]>`select id from legal_entities`;
  await makeEntity(db, { number: "10000003" });
  await publishTheseEntities(
    db,
    entities.map(({ id }) => id),
  );
  court = (await taxAuthority(db, "court")).id;
  clerk = await enrol(db, [{ role: "reviewer", at: "court" }]);
  const listed = await db<{ publicId: string }[]>`
    select public_id from listings order by public_id`;
  sites = listed.map(({ publicId }) => publicId);
  subjects = [
    ...sites.map((one) => ({ site: one })),
    ...[...NUMBERS, "10000003"].map((number) => ({ entity: { scheme: "ee-regcode", number } })),
  ];
});
afterAll(async () => {
  await db.end();
  await drop();
});

interface Known {
  id: string;
  subject: number;
  state: EntryState;
  startsOn: IsoDate;
  endsOn: IsoDate;
}

const anEntry = fc.record({
  do: fc.constant("record" as const),
  subject: fc.nat(5),
  kind: fc.constantFrom("recall" as const, "trusted-trader" as const, "business-ban" as const),
  began: fc.integer({ min: -60, max: 5 }),
  lasts: fc.integer({ min: 1, max: 80 }),
});
const aMove = fc.record({
  do: fc.constantFrom("dispute" as const, "resume" as const, "repair" as const, "end" as const),
  which: fc.nat(20),
});
const others = fc.record({
  do: fc.constantFrom("due" as const, "rate" as const),
  which: fc.nat(2),
});
const history = fc.array(
  fc.oneof({ weight: 3, arbitrary: anEntry }, { weight: 4, arbitrary: aMove }, others),
  {
    minLength: 3,
    maxLength: 12,
  },
);
type Act = typeof history extends fc.Arbitrary<(infer A)[]> ? A : never;

/** What every reader of food and goods finds, in its order. */
async function board() {
  const found = await Promise.all(
    ["q=cafe", "sort=name", "q=cafe&domain=goods", ""].map(async (search) => {
      const { query } = parseBoardQuery(new URLSearchParams(search));
      const { items } = await findBoardPage(db, query, { cursor: null, limit: 50 });
      return items.map(({ id, standings }) => [id, standings]);
    }),
  );
  return { found, models: await dumpReadModels(db) };
}

async function perform(act: Act, known: Known[]): Promise<void> {
  const today = utcToday();
  if (act.do === "due") {
    await publishDue(db);
    for (const one of known) {
      if (one.endsOn <= today && one.state !== "repaired") one.state = "expired";
    }
    return;
  }
  if (act.do === "rate") return void (await publishRating(db, sites[act.which] ?? ""));
  if (act.do === "record") {
    const [startsOn, endsOn] = [addDays(today, act.began), addDays(today, act.began + act.lasts)];
    const subject = subjects[act.subject] as EntrySubject;
    const given = newEntry(court, subject, { kind: act.kind, startsOn, endsOn });
    const recorded = await recordEntry(db, clerk, given);
    expect(recorded.ok).toBe(endsOn > today);
    if (recorded.ok)
      known.push({ id: given.id, subject: act.subject, state: "active", startsOn, endsOn });
    return;
  }
  const entry = known[act.which % Math.max(known.length, 1)];
  if (!entry) return;
  if (act.do === "end") {
    if (entry.startsOn >= today || entry.endsOn <= today) return;
    await letTermPass(db, entry.id);
    entry.endsOn = today;
    return;
  }
  const moves = {
    dispute: [disputeEntry, "disputed"],
    resume: [resumeEntry, "active"],
    repair: [repairEntry, "repaired"],
  } as const;
  const [move, to] = moves[act.do];
  const isOver = entry.state === "repaired" || entry.endsOn <= today;
  const moved = await move(db, clerk, { id: entry.id, reason: "So it is" });
  expect(moved.ok).toBe(!isOver || entry.state === to);
  if (!isOver) entry.state = to;
}

async function expectShownAsItStands(known: readonly Known[]): Promise<void> {
  const today = utcToday();
  const ids = new Set(known.map(({ id }) => id));
  for (const [at, subject] of subjects.entries()) {
    const due = known.filter(
      (one) =>
        one.subject === at &&
        one.state !== "repaired" &&
        one.state !== "expired" &&
        one.startsOn <= today &&
        today < one.endsOn,
    );
    const shown = (await listPublicEntries(db, subject)).filter(({ id }) => ids.has(id));
    expect(shown.map(({ id, state }) => [id, state]).toSorted()).toEqual(
      due.map(({ id, state }) => [id, state]).toSorted(),
    );
  }
}

test("no history of entries moves a colour, an order or a rank, and none is shown outside its term or after its repair", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (acts) => {
      const known: Known[] = [];
      let before = await board();
      for (const act of acts) {
        await perform(act, known);
        await expectShownAsItStands(known);
        const after = await board();
        if (act.do === "rate") before = after;
        else expect(after).toEqual(before);
      }
      const alive = known.filter(({ state }) => state !== "repaired");
      for (const { id } of alive) await repairEntry(db, clerk, { id, reason: "Done" });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // The log told of each entry that was ever public that it appeared once and went once.
  await publishDue(db);
  const odd = await db`
    select from register_entries where shown and state in ('repaired', 'expired')`;
  expect(odd).toHaveLength(0);
  const [told] = await db`
    select count(*) filter (where kind = 'notice-shown') as shown,
      count(*) filter (where kind = 'notice-gone') as gone from events`;
  expect(told?.shown).toBe(told?.gone);
}, 300_000);
