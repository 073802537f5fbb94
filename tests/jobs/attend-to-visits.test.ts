import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { VisitDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { askWithdrawal } from "@/db/commands/visits/withdraw-result";
import { attendToVisits } from "@/server/jobs/attend-to-visits";
import { createDatabase } from "@/tests/support/database";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

const NOW = new Date("2026-03-03T12:00:00Z");
const LATER = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const CHECKLIST = schemeNamed("us-alameda@2012");
const LONG = "A very long name of a place ".repeat(12).trim();
const GREEN = filledDraft(CHECKLIST);
const RED = filledDraft(CHECKLIST, { out: { "22": {} } });
const CLOSURE = filledDraft(CHECKLIST, {
  emergency: { grounds: "Sewage on the kitchen floor" },
  inputs: { score: 60, imminentHazard: true },
});

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let reviewer: Actor;
let admin: Actor;

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2026-01-31", [
    snapshot(),
    site("1", { name: "Kohvik Lepp" }),
    rating("1", "3"),
    site("2", { name: LONG }),
    rating("2", "3"),
  ]);
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-01' from authorities`;
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
});
afterEach(async () => {
  await db.end();
  await database.drop();
});

async function submit(
  name: string,
  document: VisitDraft,
  now = NOW,
  meanwhile = async () => {},
): Promise<string> {
  const [listed] = await db<{ publicId: string }[]>`
    select public_id from listings where name = ${name}`;
  const of = { site: listed?.publicId ?? "", domain: "food", kind: document.kind } as const;
  const begun = await startVisit(
    db,
    inspector,
    { id: randomUUID(), ...of, rotationReason: null },
    now,
  );
  if (!begun.ok) throw new Error(begun.reason);
  await meanwhile();
  const submitted = await submitVisit(db, inspector, { id: begun.id, document, revision: 1 }, now);
  expect(submitted).toMatchObject({ ok: true });
  return begun.id;
}

async function attend(hours: number): Promise<unknown[]> {
  const faults: unknown[] = [];
  await attendToVisits(db, "https://board.example", LATER(hours), (_, __, details) => {
    faults.push(details.visit);
  });
  return faults;
}

/** Who was told what since the last look, of follow-ups or of visits. */
async function mails(of: "follow-ups" | "visits" = "visits") {
  const rows = await db<{ recipient: string; subject: string }[]>`
    delete from mails returning recipient, subject`;
  return rows
    .filter(({ subject }) => subject.startsWith("Follow-up") === (of === "follow-ups"))
    .map(({ recipient, subject }) => [recipient.split("@")[0], subject])
    .sort();
}
const each = (people: Actor[], subject: string) =>
  people.map(({ userId }) => [userId, subject]).sort();

test("an emergency closure is told at once to who may confirm it, and to all when it lapses", async () => {
  const id = await submit("Kohvik Lepp", CLOSURE);
  expect(await attend(0)).toEqual([]);
  const subject = "Closed by emergency order, to be confirmed: Kohvik Lepp";
  expect(await mails()).toEqual(each([reviewer, admin], subject));
  await attend(1);
  expect(await mails()).toEqual([]);
  await attend(24);
  expect(await mails()).toEqual(
    each([inspector, reviewer, admin], "Closure order lapsed: Kohvik Lepp"),
  );
  const [visit] = await db`select state from visits where id = ${id}`;
  expect(visit?.state).toBe("withdrawn");
});

test("a request for a withdrawal is told to who may decide, in words, and later that it waits", async () => {
  const id = await submit("Kohvik Lepp", GREEN);
  await askWithdrawal(db, inspector, { id, reason: "It was the shop next door" }, NOW);
  expect(await attend(0)).toEqual([]);
  const [first] = await db<{ text: string }[]>`select text from mails`;
  expect(first?.text).toContain("“It was the shop next door”");
  expect(first?.text).toContain(`https://board.example/en/review/${id}`);
  expect(await mails()).toEqual(each([reviewer], "Withdrawal asked for: Kohvik Lepp"));
  await attend(24);
  const waits = "Still to be decided, withdrawal: Kohvik Lepp";
  expect(await mails()).toEqual(each([reviewer, admin], waits));
});

test.each([
  ["a result that waits", RED, "Yours to confirm: Kohvik Lepp"],
  ["a closure that is not public", CLOSURE, "Urgent: a closure waits for you: Kohvik Lepp"],
])("%s is told to the authority that became competent", async (_, document, subject) => {
  await load(db, "2026-01-31", [snapshot({ town: "Otherton" }), site("9")]);
  const theirs = await enrol(db, [{ role: "reviewer", at: "otherton" }]);
  await submit("Kohvik Lepp", document, NOW, async () => {
    await db`
      update site_authorities set authority_id = (select id from authorities where slug = 'otherton')
      where valid_to is null`;
  });
  expect(await attend(0)).toEqual([]);
  expect(await mails()).toEqual(each([theirs], subject));
});

test("one visit in trouble is noted and does not keep the others waiting", async () => {
  const broken = await submit("Kohvik Lepp", RED);
  const sound = await submit(LONG, RED, LATER(1));
  await db`alter table visits disable trigger user`;
  await db`delete from listings where name = 'Kohvik Lepp'`;
  expect(await attend(26)).toEqual([broken]);
  const [visit] = await db`select escalated_at from visits where id = ${sound}`;
  expect(visit?.escalatedAt).toEqual(LATER(26));
});

test("a name of any length is told in a subject that is cut", async () => {
  await submit(LONG, RED);
  expect(await attend(24)).toEqual([]);
  const told = await mails();
  expect(told).toHaveLength(2);
  expect(told[0]?.[1]).toMatch(/^Waiting for confirmation: A very long name .*…$/);
});

test("a follow-up is told to its inspector, and once they inspect no more to the admins", async () => {
  const subject = "Follow-up due: Kohvik Lepp";
  await submit("Kohvik Lepp", CLOSURE);
  await attend(0);
  expect(await mails("follow-ups")).toEqual(each([inspector], subject));
  await db`update memberships set ended_at = now() where user_id = ${inspector.userId}`;
  await db`update tasks set reminded_at = null`;
  await attend(1);
  expect(await mails("follow-ups")).toEqual(each([admin], subject));
});
