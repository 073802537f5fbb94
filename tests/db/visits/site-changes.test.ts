import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Db } from "@/db/client";
import { attendVisits, type Escalation } from "@/db/commands/visits/attend-visits";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, returnVisit } from "@/db/commands/visits/decide-visit";
import { publishSite } from "@/db/commands/visits/publish-site";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findVisit } from "@/db/queries/find-visit";
import { listReviewQueue } from "@/db/queries/list-review-queue";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";
import { GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

/** Another town, whose officials become competent for the place. */
async function neighbour(db: Db) {
  await load(db, "2026-01-31", [snapshot({ town: "Otherton" }), site("9")]);
  return {
    theirs: await enrol(db, [{ role: "reviewer", at: "otherton" }]),
    async takeOver() {
      await db`
        update site_authorities set authority_id = (select id from authorities where slug = 'otherton')
        where valid_to is null`;
    },
  };
}

test("a visit stays of the authority that made it, and whoever is competent now publishes it", async () => {
  const { db, inspector, reviewer, begin, shown } = await visitTown();
  const { theirs, takeOver } = await neighbour(db);
  const id = await begin();
  await takeOver();
  // Green alone would have been public at once.
  const green = { id, document: GREEN(), revision: 1 };
  expect(await submitVisit(db, inspector, green, NOW)).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "pending" });
  expect(await listReviewQueue(db, reviewer)).toEqual([]);
  expect(await listReviewQueue(db, theirs)).toMatchObject([{ id }]);
  expect(await confirmVisit(db, reviewer, { id }, LATER(1))).toMatchObject({ reason: "forbidden" });
  expect(await findVisit(db, theirs, id)).toMatchObject({
    ...{ authority: { slug: "testham" }, deciding: { name: "Otherton" } },
  });
  expect(await confirmVisit(db, theirs, { id }, LATER(1))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green" });
  const [source] = await db`
    select a.slug from inspections i join sources s on s.id = i.source_id
    join authorities a on a.id = s.authority_id where i.source_key = ${id}`;
  expect(source?.slug).toBe("testham");
});

test("a visit that waits goes to the desk of whoever becomes competent, and may be returned from there", async () => {
  const { db, inspector, reviewer, submit } = await visitTown();
  const { theirs, takeOver } = await neighbour(db);
  const { id } = await submit(RED());
  await takeOver();
  expect(await returnVisit(db, reviewer, { id, reason: "No" }, LATER(1))).toMatchObject({
    reason: "forbidden",
  });
  expect(await returnVisit(db, theirs, { id, reason: "Which fridge?" }, LATER(1))).toEqual({
    ok: true,
  });
  const again = { id, document: RED(), revision: 3 };
  expect(await submitVisit(db, inspector, again, LATER(2))).toMatchObject({ state: "awaiting" });
});

test("what an authority closes that is not competent any more is not public before it is confirmed", async () => {
  const { db, inspector, begin, shown } = await visitTown();
  const { takeOver } = await neighbour(db);
  const id = await begin();
  await takeOver();
  const document = { ...RED(), emergency: { grounds: "Sewage" } };
  expect(await submitVisit(db, inspector, { id, document, revision: 1 }, NOW)).toMatchObject({
    state: "awaiting",
  });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, NOW, tell)).toMatchObject({ notClosed: 1 });
  expect(told).toMatchObject([{ kind: "notClosed", authority: "Otherton" }]);
  expect(told[0]?.recipients).toHaveLength(1);
});

test("whoever becomes competent is told once of each visit that is theirs to confirm, and later that it waits", async () => {
  const { db, inspector, begin, submit } = await visitTown();
  const { takeOver } = await neighbour(db);
  const waiting = await submit(RED());
  const id = await begin(inspector, "complaint");
  await takeOver();
  const document = { ...GREEN(), kind: "complaint" as const };
  await submitVisit(db, inspector, { id, document, revision: 1 }, NOW);
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, NOW, tell)).toMatchObject({ received: 2 });
  expect(await attendVisits(db, LATER(1), tell)).toMatchObject({ received: 0, escalated: 0 });
  expect(told.map(({ visitId }) => visitId).toSorted()).toEqual([waiting.id, id].toSorted());
  expect(new Set(told.map(({ authority }) => authority))).toEqual(new Set(["Otherton"]));
  expect(await attendVisits(db, LATER(24), tell)).toMatchObject({ received: 0, escalated: 2 });
});

test("a result that waits for its day is handed to whoever became competent, and published once they confirm", async () => {
  const { db, reviewer, submit, shown } = await visitTown();
  const { theirs, takeOver } = await neighbour(db);
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const worst = { hygiene: 25, structural: 20, confidence: 30 };
  const draft = filledDraft(schemeNamed("uk-fhrs@2018-11"), { inputs: worst });
  const { id } = await submit(draft);
  await confirmVisit(db, reviewer, { id }, LATER(1));
  await takeOver();
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  const day = new Date("2026-03-31T00:00:00Z");
  expect(await attendVisits(db, day, tell)).toMatchObject({ published: 0, handed: 1 });
  expect(told).toMatchObject([{ kind: "handed", authority: "Otherton" }]);
  expect(told[0]?.recipients).toHaveLength(1);
  expect(await shown()).toMatchObject({ standing: "pending" });
  expect(await confirmVisit(db, theirs, { id }, day)).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "red" });
});

test("what they confirm before its day is published on it", async () => {
  const { db, submit, shown } = await visitTown();
  const { theirs, takeOver } = await neighbour(db);
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const worst = { hygiene: 25, structural: 20, confidence: 30 };
  const { id } = await submit(filledDraft(schemeNamed("uk-fhrs@2018-11"), { inputs: worst }));
  await takeOver();
  expect(await confirmVisit(db, theirs, { id }, LATER(1))).toEqual({ ok: true });
  // They have left since; it was theirs to say then.
  await db`update memberships set ended_at = ${LATER(2)} where user_id = ${theirs.userId}`;
  const day = new Date("2026-03-31T00:00:00Z");
  const tell = async () => {};
  expect(await attendVisits(db, day, tell)).toMatchObject({ published: 1, handed: 0 });
  expect(await shown()).toMatchObject({ standing: "red" });
});

test("a confirmation by somebody whose role there had ended by then is none", async () => {
  const { db, reviewer, submit, shown } = await visitTown();
  const { takeOver } = await neighbour(db);
  await db`
    insert into memberships (user_id, role, authority_id, granted_at, ended_at)
    select ${reviewer.userId}, 'reviewer', id, '2020-01-01', ${NOW}
    from authorities where slug = 'otherton'`;
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const worst = { hygiene: 25, structural: 20, confidence: 30 };
  const { id } = await submit(filledDraft(schemeNamed("uk-fhrs@2018-11"), { inputs: worst }));
  await confirmVisit(db, reviewer, { id }, LATER(1));
  await takeOver();
  const day = new Date("2026-03-31T00:00:00Z");
  expect(await attendVisits(db, day, async () => {})).toMatchObject({ published: 0, handed: 1 });
  expect(await shown()).toMatchObject({ standing: "pending" });
});

/** Merges the one place into another of the same town, as whoever merges sites does. */
async function mergeInto(db: Db, place: string, name: string): Promise<string> {
  const [survivor] = await db<{ siteId: number; publicId: string }[]>`
    select site_id, public_id from listings where name = ${name}`;
  if (!survivor) throw new Error(`There is no ${name}.`);
  await db.begin(async (tx) => {
    await tx`
      update sites set state = 'merged', merged_into = ${survivor.siteId}
      where public_id = ${place}`;
    await publishSite(tx, survivor.siteId);
  });
  return survivor.publicId;
}

test("what is under way at a site goes on at the one that it is merged into, and says so", async () => {
  const { db, inspector, reviewer, place, begin, submit } = await visitTown();
  await load(db, "2026-02-01", [
    snapshot(),
    site("1"),
    site("2", { name: "Cafe Survivor" }),
    site("3", { name: "Cafe Last" }),
  ]);
  const waiting = await submit(RED());
  await db`
    insert into tasks (site_id, domain, authority_id, reason, due_on)
    select l.site_id, 'food', l.authority_id, 'complaint', '2026-03-10'
    from listings l where l.public_id = ${place}`;
  const draft = await begin(inspector, "complaint");
  const next = await mergeInto(db, place, "Cafe Survivor");
  const last = await mergeInto(db, next, "Cafe Last");
  const standing = async () => {
    const [row] = await db`select food_standing from listings where public_id = ${last}`;
    return row?.foodStanding;
  };
  expect(await standing()).toBe("pending");
  expect(await listReviewQueue(db, reviewer)).toMatchObject([
    { id: waiting.id, site: { name: "Cafe Last" } },
  ]);
  const seen = await findVisit(db, reviewer, waiting.id);
  expect(seen?.steps.map(({ name }) => name)).toContain("moved");
  expect(await confirmVisit(db, reviewer, { id: waiting.id }, LATER(1))).toEqual({ ok: true });
  expect(await standing()).toBe("red");
  const document = { ...GREEN(), kind: "complaint" as const, timeIn: "11:30", timeOut: "12:00" };
  expect(await submitVisit(db, inspector, { id: draft, document, revision: 1 }, NOW)).toEqual({
    ok: true,
    state: "published",
  });
  expect(await standing()).toBe("green");
  const [task] = await db`
    select s.public_id, t.done_by_visit from tasks t join sites s on s.id = t.site_id
    where t.reason = 'complaint'`;
  expect(task?.publicId).toBe(last);
});

test("a follow-up and a correction go on where the place is merged into one that nobody has been to", async () => {
  const { db, inspector, reviewer, place, submit } = await visitTown();
  await load(db, "2026-02-01", [snapshot(), site("1"), site("2", { name: "Cafe Survivor" })]);
  const red = await submit(RED());
  await confirmVisit(db, reviewer, { id: red.id }, LATER(1));
  const correction = randomUUID();
  const wish = { id: correction, of: red.id, reason: "wrong item" };
  await correctVisit(db, inspector, wish, LATER(2));
  const survivor = await mergeInto(db, place, "Cafe Survivor");
  const begun = await startVisit(
    db,
    inspector,
    {
      ...{ id: randomUUID(), site: survivor, domain: "food", kind: "follow-up" },
      rotationReason: null,
    },
    LATER(3),
  );
  expect(begun).toMatchObject({ ok: true });
  const document = { ...GREEN(), kind: "routine" as const };
  await submitVisit(db, inspector, { id: correction, document, revision: 1 }, LATER(4));
  expect(await confirmVisit(db, reviewer, { id: correction }, LATER(5))).toEqual({ ok: true });
  const ratings = await db`
    select r.visit_key, next.visit_key as next from ratings r
    left join ratings next on next.id = r.superseded_by
    where r.visit_key in (${red.id}, ${correction}) order by r.id`;
  expect([...ratings]).toEqual([
    { visitKey: red.id, next: correction },
    { visitKey: correction, next: null },
  ]);
});

test("a visit goes to no other site than the one that its own was merged into", async () => {
  const { db, submit } = await visitTown();
  await load(db, "2026-02-01", [snapshot(), site("1"), site("2", { name: "Cafe Other" })]);
  const { id } = await submit(RED());
  await expect(
    db`update visits set site_id = (select site_id from listings where name = 'Cafe Other')
      where id = ${id}`,
  ).rejects.toThrow("was merged into");
  await expect(
    db`update visits set authority_id = authority_id + 1 where id = ${id}`,
  ).rejects.toThrow("never edited");
});

test("the result of a place that has closed since goes on record; the listing still says closed", async () => {
  const { db, reviewer, submit, shown } = await visitTown();
  const { id } = await submit(RED());
  await load(db, "2026-03-05", [snapshot(), site("1", { closedOn: "2026-03-04" })]);
  expect(await shown()).toMatchObject({ standing: "ceased" });
  expect(await findVisit(db, reviewer, id)).toMatchObject({ site: { endedOn: "2026-03-04" } });
  expect(await confirmVisit(db, reviewer, { id }, LATER(48))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "ceased" });
  const [rating] = await db`select outcome from ratings where visit_key = ${id}`;
  expect(rating?.outcome).toBe("red");
});
