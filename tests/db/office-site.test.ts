import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OfficeSite } from "@/core/office-site";
import type { Actor } from "@/core/permissions";
import { VISIT_KINDS } from "@/core/visit-state";
import { connect, type Db } from "@/db/client";
import { declareConflict, endConflict } from "@/db/commands/declare-conflict";
import { prepareWorklist } from "@/db/commands/prepare-worklist";
import { recordComplaint } from "@/db/commands/record-complaint";
import { recordMissedVisit } from "@/db/commands/record-missed-visit";
import { setSiteRisk } from "@/db/commands/set-site-risk";
import { findOfficeSite } from "@/db/queries/find-office-site";
import { findVisitStart } from "@/db/queries/find-visit-start";
import { listOwnVisits } from "@/db/queries/list-own-visits";
import { createDatabase } from "@/tests/support/database";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site as siteRow, snapshot } from "@/tests/support/rows";

const FORBIDDEN = { ok: false, reason: "forbidden" };

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let admin: Actor;
let stranger: Actor;
let site: string;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2025-06-01", [snapshot(), siteRow("1"), rating("1", "5")]);
  await load(db, "2025-06-01", [snapshot({ town: "Otherham" }), siteRow("1")]);
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }], "Ines Pektor");
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  stranger = await enrol(db, [
    { role: "inspector", at: "otherham" },
    { role: "authority-admin", at: "otherham" },
  ]);
  await prepareWorklist(db, inspector);
  const [row] = await db<{ publicId: string }[]>`
    select l.public_id from listings l join authorities a on a.id = l.authority_id
    where a.slug = 'testham'`;
  site = row?.publicId as string;
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

async function look(actor: Actor = inspector): Promise<OfficeSite> {
  const found = await findOfficeSite(db, actor, site);
  if (!found.ok) throw new Error(found.reason);
  return found.site;
}

test("a site opens to those of its authority, and each look leaves a trace", async () => {
  const before = await db`select from access_log`;
  expect((await look()).detail.name).toBe("Cafe Number1");
  expect(await findOfficeSite(db, stranger, site)).toEqual(FORBIDDEN);
  expect(await findOfficeSite(db, inspector, "0000000000")).toEqual({
    ok: false,
    reason: "unknown",
  });
  const traces = await db<{ subject: string; allowed: boolean }[]>`
    select subject, allowed from access_log order by id offset ${before.length}`;
  expect(traces.map(({ allowed }) => allowed)).toEqual([true, false]);
  expect(traces[0]?.subject).toMatch(/^site:\d+$/);
});

test("a visit that could not be made is on record once, however often it is sent", async () => {
  const id = randomUUID();
  const missed = {
    id,
    site,
    domain: "food",
    triedOn: "2026-02-27",
    reason: "closed",
    note: "Shutters",
  } as const;
  const send = (by = inspector, input = {}) =>
    recordMissedVisit(db, by, { ...missed, ...input }, new Date("2026-03-01T12:00:00Z"));
  const sent = await Promise.all([send(), send(), send()]);
  expect(sent).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect((await look()).missed).toEqual([
    { triedOn: "2026-02-27", reason: "closed", note: "Shutters", by: "Ines Pektor" },
  ]);
  expect(await send(stranger)).toEqual(FORBIDDEN);
  expect(await send(admin)).toEqual(FORBIDDEN);
  const later = { id: randomUUID(), triedOn: "2026-03-03" };
  expect(await send(inspector, later)).toEqual({ ok: false, reason: "future" });
  // East of there it is that day already, or the day before it.
  await db`update authorities set time_zone = 'Pacific/Kiritimati'`;
  expect(await send(inspector, later)).toEqual({ ok: true });
  await db`update authorities set time_zone = 'UTC'`;
});

test("a complaint is a task with a day, once, and moves the worklist", async () => {
  const input = { site, domain: "food", dueOn: "2026-03-10", note: "Mice were seen" } as const;
  await Promise.all([recordComplaint(db, inspector, input), recordComplaint(db, inspector, input)]);
  const { tasks, competences } = await look();
  expect(tasks).toEqual([
    { domain: "food", reason: "complaint", dueOn: "2026-03-10", note: input.note, openItems: [] },
  ]);
  expect(competences[0]).toMatchObject({ reasons: ["complaint", "interval"], dueOn: "2023-01-15" });
  expect(await recordComplaint(db, stranger, input)).toEqual(FORBIDDEN);
});

test("the risk category is set by the authority's admin alone, and the last one holds", async () => {
  const town = await authorityId(db, "testham");
  await db`
    insert into risk_categories (authority_id, domain, code, label, months)
    values (${town}, 'food', 'A', 'High', 6), (${town}, 'food', 'B', 'Low', 120)`;
  const set = (code: string | null, by = admin) =>
    setSiteRisk(db, by, { site, domain: "food", code });
  expect(await set("A", inspector)).toEqual(FORBIDDEN);
  expect(await set("A", stranger)).toEqual(FORBIDDEN);
  expect(await set("C")).toEqual({ ok: false, reason: "unknown" });
  await set("A");
  expect((await look()).competences[0]).toMatchObject({ risk: "A", dueOn: "2020-07-15" });
  await Promise.all([set("B"), set("B")]);
  expect((await look()).competences[0]).toMatchObject({ risk: "B", reason: "complaint" });
  expect((await look()).competences[0]?.categories.map(({ code }) => code)).toEqual(["A", "B"]);
  await set(null);
  expect((await look()).competences[0]?.risk).toBeNull();
  const kept = await db`select from site_risks`;
  expect(kept).toHaveLength(2);
  const acts = await db`select user_id from access_log where action = 'manage-areas' and allowed`;
  expect(acts.map(({ userId }) => userId)).toEqual([admin.userId, admin.userId]);
});

test("a conflict of interest is declared and ended by oneself, and stays on record", async () => {
  const reason = "The owner is my brother";
  expect(await declareConflict(db, stranger, { site, reason })).toEqual(FORBIDDEN);
  await Promise.all([1, 2].map(() => declareConflict(db, inspector, { site, reason })));
  expect((await look()).conflict?.reason).toBe(reason);
  expect((await look(admin)).conflict).toBeNull();
  await endConflict(db, inspector, { site });
  expect((await look()).conflict).toBeNull();
  expect(await db`select from conflicts`).toHaveLength(1);
});

test("drafts are seen by who writes them; what is being confirmed by the whole authority", async () => {
  const town = await authorityId(db, "testham");
  const add = (state: "draft" | "awaiting") => db`
    insert into visits (id, site_id, domain, authority_id, scheme_id, scheme_version, kind,
      inspector_id, document, state, visited_on, submitted_at, inputs, standing)
    select gen_random_uuid(), site_id, 'food', ${town}, 'us-alameda', '2012', 'routine',
      ${inspector.userId}, '{}', ${state}, '2026-03-01',
      case when ${state === "awaiting"} then now() end, '{}', 'red'
    from listings where public_id = ${site}`;
  await add("draft");
  await add("awaiting");
  expect((await look()).underWay.map(({ state, isOwn }) => [state, isOwn]).sort()).toEqual([
    ["awaiting", true],
    ["draft", true],
  ]);
  const own = await listOwnVisits(db, inspector, new Date());
  expect(own.map(({ state }) => state)).toEqual(["draft", "awaiting"]);
  expect(await listOwnVisits(db, admin, new Date())).toEqual([]);
  expect((await look(admin)).underWay.map(({ state }) => state)).toEqual(["awaiting"]);
});

test("a visit begins with what its inspector may record and what is open asks for", async () => {
  const dueOn = "2026-03-04";
  const complaint = { site, domain: "food" as const, dueOn, note: "A rat at the door" };
  await recordComplaint(db, inspector, complaint);
  const start = await findVisitStart(db, inspector, site);
  expect(start).toEqual({
    domains: [{ domain: "food", kind: "complaint", kinds: VISIT_KINDS, rotates: false }],
    conflicted: false,
  });
  await declareConflict(db, inspector, { site, reason: "It is my aunt's" });
  expect((await findVisitStart(db, inspector, site))?.conflicted).toBe(true);
  expect(await findVisitStart(db, stranger, site)).toBeNull();
});
