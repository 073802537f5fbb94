import { expect, test } from "vitest";
import { attendVisits, type Escalation } from "@/db/commands/visits/attend-visits";
import { returnVisit } from "@/db/commands/visits/decide-visit";
import { readPinnedScheme } from "@/db/queries/list-schemes";
import { filledDraft } from "@/tests/support/filled-draft";
import { ALAMEDA, GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("an emergency closure is public at once and lapses where nobody confirms it", async () => {
  const { db, inspector, submit, shown, expectRebuildToAgree } = await visitTown();
  await submit(GREEN(), inspector, NOW);
  const emergency = { grounds: "Sewage on the kitchen floor" };
  const document = filledDraft(ALAMEDA, {
    emergency,
    kind: "complaint",
    inputs: { score: 60, imminentHazard: true },
    visitedOn: "2026-03-04",
  });
  const { id, result } = await submit(document, inspector, LATER(24));
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "red", day: "2026-03-04" });
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, LATER(47), tell)).toMatchObject({
    published: 0,
    lapsed: 0,
    escalated: 0,
  });
  expect(await attendVisits(db, LATER(48), tell)).toMatchObject({
    published: 0,
    lapsed: 1,
    escalated: 0,
  });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  const [visit] = await db`select state from visits where id = ${id}`;
  expect(visit?.state).toBe("withdrawn");
  await expectRebuildToAgree();
});

test("what nobody confirms within a day is escalated once, to the other officials", async () => {
  const { db, submit } = await visitTown();
  await submit(RED());
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, LATER(23), tell)).toMatchObject({ escalated: 0 });
  expect(await attendVisits(db, LATER(24), tell)).toMatchObject({ escalated: 1 });
  expect(await attendVisits(db, LATER(25), tell)).toMatchObject({ escalated: 0 });
  expect(told.map(({ recipients }) => recipients.length)).toEqual([1]);
});

test("a scheme with a delay publishes on its day, and is pending until then", async () => {
  const { db, submit, shown } = await visitTown();
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const fhrs = await readPinnedScheme(db, { schemeId: "uk-fhrs", schemeVersion: "2018-11" });
  const { result } = await submit(filledDraft(fhrs));
  expect(result).toEqual({ ok: true, state: "submitted" });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const tell = async () => {};
  expect(await attendVisits(db, new Date("2026-03-30T23:00:00Z"), tell)).toMatchObject({
    published: 0,
  });
  expect(await attendVisits(db, new Date("2026-03-31T00:00:00Z"), tell)).toMatchObject({
    published: 1,
  });
  expect(await shown()).toMatchObject({ standing: "green", outcome: "5" });
});

test("a returned visit that nobody goes on with is told once, to its inspector too", async () => {
  const { db, reviewer, submit } = await visitTown();
  const { id } = await submit(RED());
  await returnVisit(db, reviewer, { id, reason: "Which fridge?" }, LATER(1));
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, LATER(24), tell)).toMatchObject({ returned: 0, escalated: 0 });
  expect(await attendVisits(db, LATER(25), tell)).toMatchObject({ returned: 1, escalated: 0 });
  expect(await attendVisits(db, LATER(26), tell)).toMatchObject({ returned: 0 });
  expect(told.map(({ kind, recipients }) => [kind, recipients.length])).toEqual([["returned", 2]]);
});
