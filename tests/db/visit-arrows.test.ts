import { afterAll, beforeAll, expect, test } from "vitest";
import { VISIT_ARROWS, VISIT_STATES, type VisitState } from "@/core/visit-state";
import { connect, type Db } from "@/db/client";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { createDatabase } from "@/tests/support/database";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
/** A visit of which nothing is missing that any state asks for. */
let visit: string;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
  await load(db, "2026-01-31", [snapshot(), site("1"), rating("1", "5")]);
  const inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const scheme = "us-alameda@2012";
  visit = await makeDraftVisit(db, inspector, { authority: "testham", scheme });
  const document = filledDraft(schemeNamed(scheme), { out: { "22": {} } });
  const now = new Date("2026-03-03T12:00:00Z");
  expect(await submitVisit(db, inspector, { id: visit, document, revision: 1 }, now)).toMatchObject(
    {
      ok: true,
    },
  );
  expect(await confirmVisit(db, reviewer, { id: visit }, now)).toEqual({ ok: true });
  // Two people have agreed that it be withdrawn.
  await db`
    insert into withdrawals (visit_id, reason, asked_by, decided_by, decided_at, confirmed)
    values (${visit}, 'wrong shop', ${inspector.userId}, ${reviewer.userId}, now(), true)`;
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Whether the database lets a visit go from one state to another. */
async function goes(from: VisitState, to: VisitState): Promise<boolean> {
  const undone = new Error("undone");
  const went = await db
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update visits set state = ${from} where id = ${visit}`;
      await tx`set local session_replication_role = origin`;
      await tx`update visits set state = ${to} where id = ${visit}`;
      throw undone;
    })
    .catch((error: unknown) => error);
  if (went === undone) return true;
  expect(String(went)).toMatch(`a visit does not go from ${from} to ${to}`);
  return false;
}

const pairs = VISIT_STATES.flatMap((from) => VISIT_STATES.map((to) => [from, to] as const));

test.each(pairs.filter(([from, to]) => from !== to))(
  "from %s to %s a visit goes in the database just where the table of arrows says so",
  async (from, to) => {
    expect(await goes(from, to)).toBe(VISIT_ARROWS[from].includes(to));
  },
);
