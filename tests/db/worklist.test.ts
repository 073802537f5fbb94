import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DueQuery, parseDueQuery } from "@/core/due-query";
import type { Actor } from "@/core/permissions";
import { connect, type Db, type Tx } from "@/db/client";
import { buildWorklist, startWorklist } from "@/db/commands/build-worklist";
import { grantMembership } from "@/db/commands/grant-membership";
import { prepareWorklist } from "@/db/commands/prepare-worklist";
import { refreshDueVisits } from "@/db/commands/refresh-due-visits";
import { findOfficeSite } from "@/db/queries/find-office-site";
import { listDue } from "@/db/queries/list-due";
import { makeWorklist } from "@/server/jobs/make-worklist";
import { createDatabase } from "@/tests/support/database";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const TODAY = "2026-03-01";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let town: number;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2025-06-01", [
    snapshot(),
    site("1", { name: "Old Oven", locality: "North" }),
    rating("1", "5", { ratedOn: "2021-01-10" }),
    site("2", { name: "Fresh Fish", locality: "South" }),
    rating("2", "4", { ratedOn: "2025-05-01" }),
    site("3", { name: "New Noodles", locality: "South" }),
    rating("3", "AwaitingInspection", { ratedOn: null }),
    site("4", { name: "Closed Cafe", closedOn: "2024-01-01" }),
    rating("4", "5", { ratedOn: "2019-01-10" }),
    site("5", { name: "Exempt Eatery" }),
    rating("5", "Exempt", { ratedOn: null }),
  ]);
  await load(db, "2025-06-01", [
    snapshot({ town: "Otherham" }),
    site("1", { name: "Foreign Fries" }),
    rating("1", "3", { ratedOn: "2018-01-10" }),
  ]);
  town = await authorityId(db, "testham");
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  await prepareWorklist(db, inspector);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const ask = (actor: Actor, changes: Partial<DueQuery> = {}, limit = 50, cursor?: string) =>
  listDue(
    db,
    actor,
    { ...parseDueQuery(new URLSearchParams()), ...changes },
    { cursor: cursor ?? null, limit, today: TODAY },
  );
const brief = (page: Awaited<ReturnType<typeof ask>>) =>
  page.items.map(({ listing, reason, dueOn }) => [listing.name, reason, dueOn]);

/** The worklist of the town as a first start makes it. */
async function makeAnew() {
  await db`delete from due_visits where authority_id = ${town}`;
  await db`update due_authorities set built_at = 'infinity' where authority_id = ${town}`;
  expect(await buildWorklist(db, town)).toEqual({ waitFor: [] });
}

async function siteId(name: string): Promise<number> {
  const [row] = await db<{ siteId: number }[]>`select site_id from listings where name = ${name}`;
  return row?.siteId as number;
}

test("what is due stands there, the longest overdue first; what has ceased never does", async () => {
  const page = await ask(inspector);
  expect(brief(page)).toEqual([
    ["Old Oven", "interval", "2024-01-10"],
    ["New Noodles", "never", "2025-06-01"],
    ["Fresh Fish", "interval", "2028-05-01"],
  ]);
  expect(page.counts?.interval).toEqual({ value: 2, capped: false });
  expect(page.counts?.never.value).toBe(1);
  expect(page.overdue?.value).toBe(2);
  expect(page.next).toBeNull();
});

test("another authority's places are not there, whoever asks and however", async () => {
  const auditor = await enrol(db, [{ role: "auditor", at: null }]);
  const other = await enrol(db, [{ role: "inspector", at: "otherham" }]);
  await prepareWorklist(db, other);
  const nobody = await enrol(db, []);
  expect(brief(await ask(other))).toEqual([["Foreign Fries", "interval", "2021-01-10"]]);
  expect(brief(await ask(inspector, { q: "Foreign" }))).toEqual([]);
  expect(brief(await ask(inspector, { authority: "otherham" }))).toEqual([]);
  expect(brief(await ask(nobody))).toEqual([]);
  expect(brief(await ask(nobody, { q: "Old" }))).toEqual([]);
  expect((await ask(auditor)).items).toHaveLength(4);
  await db`update memberships set ended_at = now() where user_id = ${other.userId}`;
  expect(brief(await ask(other))).toEqual([]);
});

test("filters narrow the list, and its numbers say so", async () => {
  expect(brief(await ask(inspector, { overdue: true }))).toHaveLength(2);
  expect(brief(await ask(inspector, { reason: "never" }))).toEqual([
    ["New Noodles", "never", "2025-06-01"],
  ]);
  expect((await ask(inspector, { domain: "goods" })).items).toEqual([]);
  const overdue = await ask(inspector, { overdue: true });
  expect(overdue.counts?.interval.value).toBe(1);
});

test("any place of the authority is found by its words or number, also one that is not due", async () => {
  expect(brief(await ask(inspector, { q: "exempt eat" }))).toEqual([["Exempt Eatery", null, null]]);
  expect(brief(await ask(inspector, { q: "closed" }))).toEqual([["Closed Cafe", null, null]]);
  expect(brief(await ask(inspector, { q: "," }))).toEqual([]);
  const [row] = await db<{ publicId: string }[]>`
    select public_id from listings where name = 'Fresh Fish'`;
  expect(brief(await ask(inspector, { q: row?.publicId as string }))).toHaveLength(1);
  expect((await ask(inspector, { q: "fish" })).counts?.interval.value).toBe(1);
});

test("pages follow each other without a gap or a repeat", async () => {
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(inspector, {}, 1, cursor);
    seen.push(...brief(page));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual(brief(await ask(inspector)));
  expect(brief(await ask(inspector, {}, 50, "nonsense"))).toHaveLength(3);
});

test("a risk category sets the interval, and a task comes first when it is sooner", async () => {
  const fish = await siteId("Fresh Fish");
  await db.begin(async (tx) => {
    await tx`
      insert into risk_categories (authority_id, domain, code, label, months)
      values (${town}, 'food', 'A', 'Every half year', 6)`;
    await tx`
      insert into site_risks (site_id, domain, authority_id, code, set_by)
      values (${fish}, 'food', ${town}, 'A', ${inspector.userId})`;
    await refreshDueVisits(tx, [fish]);
  });
  expect(brief(await ask(inspector, { q: "fresh" }))).toEqual([
    ["Fresh Fish", "interval", "2025-11-01"],
  ]);
  await db.begin(async (tx) => {
    await tx`
      insert into tasks (site_id, domain, authority_id, reason, due_on)
      values (${fish}, 'food', ${town}, 'complaint', '2025-10-01')`;
    await refreshDueVisits(tx, [fish]);
  });
  expect(brief(await ask(inspector, { q: "fresh" }))).toEqual([
    ["Fresh Fish", "complaint", "2025-10-01"],
  ]);
});

test("a complaint about a place long overdue is found as one, and is named before the interval", async () => {
  const oven = await siteId("Old Oven");
  const [task] = await db.begin(async (tx) => {
    const made = await tx<{ id: number }[]>`
      insert into tasks (site_id, domain, authority_id, reason, due_on)
      values (${oven}, 'food', ${town}, 'complaint', '2026-03-02') returning id`;
    await refreshDueVisits(tx, [oven]);
    return made;
  });
  const found = await ask(inspector, { reason: "complaint" });
  expect(brief(found)).toEqual([
    ["Old Oven", "complaint", "2024-01-10"],
    ["Fresh Fish", "complaint", "2025-10-01"],
  ]);
  expect(found.counts?.complaint.value).toBe(2);
  expect(found.counts?.interval.value).toBe(1);
  expect(found.items[0]?.reasons).toEqual(["complaint", "interval"]);
  expect(brief(await ask(inspector, { reason: "interval" }))).toEqual([
    ["Old Oven", "complaint", "2024-01-10"],
  ]);
  await db.begin(async (tx) => {
    await tx`update tasks set done_at = now() where id = ${task?.id as number}`;
    await refreshDueVisits(tx, [oven]);
  });
});

test("a place says its risk category and that somebody was there in vain since its last visit", async () => {
  const tried = (triedOn: string) => db`
    insert into missed_visits (id, site_id, domain, authority_id, user_id, tried_on, reason)
    select ${randomUUID()}, site_id, 'food', ${town}, ${inspector.userId}, ${triedOn}, 'closed'
    from listings where name = 'Fresh Fish'`;
  const fish = async () => (await ask(inspector, { q: "fresh" })).items[0];
  await tried("2025-04-01");
  expect(await fish()).toMatchObject({ risk: "Every half year", missedOn: null });
  await tried("2025-09-09");
  expect(await fish()).toMatchObject({ missedOn: "2025-09-09" });
});

test("a publication moves the worklist in its own transaction, as a new start of it would", async () => {
  await load(db, "2026-02-01", [
    snapshot(),
    site("1", { name: "Old Oven", locality: "North" }),
    rating("1", "5", { ratedOn: "2026-01-20" }),
    site("2", { name: "Fresh Fish", locality: "South" }),
    rating("2", "4", { ratedOn: "2025-05-01" }),
    site("3", { name: "New Noodles", locality: "South" }),
    rating("3", "AwaitingInspection", { ratedOn: null }),
    site("4", { name: "Closed Cafe", closedOn: "2024-01-01" }),
    rating("4", "5", { ratedOn: "2019-01-10" }),
    site("5", { name: "Exempt Eatery" }),
    rating("5", "Exempt", { ratedOn: null }),
    site("6", { name: "Brand New" }),
    rating("6", "AwaitingInspection", { ratedOn: null }),
  ]);
  expect(brief(await ask(inspector))).toEqual([
    ["New Noodles", "never", "2025-06-01"],
    ["Fresh Fish", "complaint", "2025-10-01"],
    ["Brand New", "never", "2026-02-01"],
    ["Old Oven", "interval", "2029-01-20"],
  ]);
  const kept = () => db`select * from due_visits order by site_id, domain`;
  const before = await kept();
  await makeAnew();
  expect(await kept()).toEqual(before);
});

test("areas tell places apart by locality or by how a postcode begins, the longer before", async () => {
  const [south] = await db<{ id: number }[]>`
    insert into areas (authority_id, name, localities) values (${town}, 'South', '{SOUTH}')
    returning id`;
  const [post] = await db<{ id: number }[]>`
    insert into areas (authority_id, name, postcodes) values (${town}, 'Post', '{TE2}')
    returning id`;
  await makeAnew();
  expect(brief(await ask(inspector, { area: south?.id as number })).map(([name]) => name)).toEqual([
    "New Noodles",
  ]);
  expect(brief(await ask(inspector, { area: post?.id as number })).map(([name]) => name)).toEqual([
    "Fresh Fish",
  ]);
});

test("one's own visits under way come first, returned ones before all; others' do not", async () => {
  const draft = async (name: string, by: Actor) => {
    const id = randomUUID();
    await db`
      insert into visits (id, site_id, domain, authority_id, scheme_id, scheme_version, kind,
        inspector_id, document)
      values (${id}, ${await siteId(name)}, 'food', ${town}, 'us-alameda', '2012', 'routine',
        ${by.userId}, '{}')`;
    return id;
  };
  const colleague = await enrol(db, [{ role: "inspector", at: "testham" }]);
  await draft("Brand New", inspector);
  const returned = await draft("Old Oven", inspector);
  await db`update visits set submitted_at = '2026-02-20' where id = ${returned}`;
  await draft("New Noodles", colleague);
  const page = await ask(inspector);
  expect(brief(page).map(([name, reason]) => [name, reason])).toEqual([
    ["Old Oven", "returned"],
    ["Brand New", "draft"],
    ["New Noodles", "never"],
    ["Fresh Fish", "complaint"],
  ]);
  expect(page.items[0]?.visitId).toBe(returned);
  expect(page.counts?.draft.value).toBe(1);
  expect(page.counts?.returned.value).toBe(1);
  expect(brief(await ask(inspector, { reason: "draft" }))).toHaveLength(1);
  expect(brief(await ask(colleague)).map(([name]) => name)).toContain("Old Oven");
});

test("several who open the worklist for the first time at once find it whole", async () => {
  const five = await Promise.all(
    [1, 2, 3].map(() => enrol(db, [{ role: "reviewer", at: "otherham" }])),
  );
  await db`delete from due_visits`;
  await db`delete from due_authorities`;
  const told = await Promise.all(five.map((actor) => prepareWorklist(db, actor)));
  expect(told).toContainEqual({ isBeingMade: false });
  for (const actor of five) expect((await ask(actor)).items).toHaveLength(1);
});

test("a first start holds nobody up, and what is published meanwhile is in the list", async () => {
  const other = await authorityId(db, "otherham");
  const fries = await siteId("Foreign Fries");
  const due = () => db`
    select due_on from due_visits where site_id = ${fries} and authority_id = ${other}`;
  await db`delete from due_visits where authority_id = ${other}`;
  await db`delete from due_authorities where authority_id = ${other}`;
  const early = await db.reserve();
  await early`begin`;
  // One that does not know yet that a list is kept is under way.
  await refreshDueVisits(early as unknown as Tx, [fries]);
  await early`
    insert into tasks (site_id, domain, authority_id, reason, due_on)
    values (${fries}, 'food', ${other}, 'complaint', '2017-01-01')`;
  await db.begin((tx) => startWorklist(tx, other));
  const { waitFor } = await buildWorklist(db, other);
  expect(waitFor).toHaveLength(1);
  // Another comes and goes in the meantime, without waiting for anybody.
  await db.begin(async (tx) => {
    await tx`set local lock_timeout = '5s'`;
    await refreshDueVisits(tx, [fries]);
  });
  expect(await buildWorklist(db, other, waitFor)).toEqual({ waitFor });
  await early`commit`;
  early.release();
  expect(await buildWorklist(db, other, waitFor)).toEqual({ waitFor: [] });
  expect(await due()).toEqual([{ dueOn: "2017-01-01" }]);
});

test("whoever is given a role at an authority finds its list begun", async () => {
  await db`delete from due_visits`;
  await db`delete from due_authorities`;
  const { userId } = await enrol(db, []);
  await grantMembership(db, null, { userId, role: "inspector", authorityId: town });
  const [job] = await db`
    select key from graphile_worker.jobs where task_identifier = 'build-worklist'
      and key = ${`build-worklist:${town}`}`;
  expect(job).toBeDefined();
  await makeWorklist(db, { authority: town });
  const actor = { userId, memberships: [{ role: "inspector", authority: town }] } as const;
  expect(await prepareWorklist(db, actor)).toEqual({ isBeingMade: false });
  expect((await ask(actor)).items.length).toBeGreaterThan(3);
});

test("a place that another authority takes over brings what is still to be done there", async () => {
  const fries = await siteId("Foreign Fries");
  const own = await enrol(db, [{ role: "inspector", at: "testham" }]);
  await db.begin(async (tx) => {
    await tx`update site_authorities set authority_id = ${town} where site_id = ${fries}`;
    await refreshDueVisits(tx, [fries]);
  });
  expect(brief(await ask(own, { reason: "complaint" }))).toContainEqual([
    "Foreign Fries",
    "complaint",
    "2017-01-01",
  ]);
  const [place] = await db<{ publicId: string }[]>`
    select public_id from listings where site_id = ${fries}`;
  const found = await findOfficeSite(db, own, place?.publicId ?? "");
  expect(found.ok && found.site.tasks.map(({ dueOn }) => dueOn)).toEqual(["2017-01-01"]);
});
