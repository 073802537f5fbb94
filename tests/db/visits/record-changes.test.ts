import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { PUBLICATIONS } from "@/db/commands/announce";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { askWithdrawal, confirmWithdrawal } from "@/db/commands/visits/withdraw-result";
import { GREEN, LATER, NOW, RED, type VisitTown, visitTown } from "@/tests/support/visit-town";

/** What a change of the place's record tells readers and the log, its listing being left as it was. */
async function listTold({ db, place, shown }: VisitTown, change: () => Promise<unknown>) {
  const notices: { position: number; touched: { site: string }[] | null }[] = [];
  const ear = await db.listen(PUBLICATIONS, (payload) => notices.push(JSON.parse(payload)));
  const [before] = await db<{ position: number }[]>`select position from event_counter`;
  const listing = await shown();
  expect(await change()).toMatchObject({ ok: true });
  expect(await shown()).toEqual(listing);
  await vi.waitFor(() => expect(notices).toHaveLength(1), { timeout: 10_000 });
  await ear.unlisten();
  const events = await db<{ kind: string }[]>`
    select kind from events where position > ${before?.position ?? 0} order by position`;
  return {
    sites: notices[0]?.touched?.map(({ site }) => (site === place ? "the place" : site)),
    events: events.map(({ kind }) => kind),
  };
}

const OF_THE_PLACE = { sites: ["the place"], events: ["recorded"] };

test("the confirmation of a closure is told of its place, and logged", async () => {
  const town = await visitTown();
  const { id } = await town.submit({ ...RED(), emergency: { grounds: "Sewage" } });
  const confirm = () => confirmVisit(town.db, town.reviewer, { id }, LATER(1));
  expect(await listTold(town, confirm)).toEqual(OF_THE_PLACE);
});

test("so is the withdrawal of a result behind the current one", async () => {
  const town = await visitTown();
  const { db, inspector, reviewer, submit } = town;
  const { id } = await submit(GREEN());
  await submit({ ...GREEN(), visitedOn: "2026-03-04" }, inspector, LATER(24));
  await askWithdrawal(db, inspector, { id, reason: "wrong shop" }, LATER(25));
  const withdraw = () => confirmWithdrawal(db, reviewer, { id }, LATER(26));
  expect(await listTold(town, withdraw)).toEqual(OF_THE_PLACE);
});

test("so is the correction of a visit behind the current one", async () => {
  const town = await visitTown();
  const { db, inspector, reviewer, submit } = town;
  const { id: of } = await submit(GREEN());
  await submit({ ...GREEN(), visitedOn: "2026-03-04" }, inspector, LATER(24));
  const id = randomUUID();
  await correctVisit(db, inspector, { id, of, reason: "wrong item" }, LATER(25));
  await submitVisit(db, inspector, { id, document: RED(), revision: 1 }, LATER(25));
  const confirm = () => confirmVisit(db, reviewer, { id }, LATER(26));
  expect(await listTold(town, confirm)).toEqual(OF_THE_PLACE);
});

test("a submission that changes nothing public yet is no event", async () => {
  const town = await visitTown();
  await town.submit(RED());
  const again = { ...RED(), kind: "complaint" as const };
  const submit = async () => (await town.submit(again, town.inspector, NOW)).result;
  expect(await listTold(town, submit)).toMatchObject({ events: [] });
});
