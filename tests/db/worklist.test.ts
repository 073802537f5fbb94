import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DueQuery, parseDueQuery } from "@/core/due-query";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { prepareWorklist } from "@/db/commands/prepare-worklist";
import { buildWorklist, refreshDueVisits } from "@/db/commands/refresh-due-visits";
import { listDue } from "@/db/queries/list-due";
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
  await db.begin((tx) => buildWorklist(tx, town, "always"));
  expect(await kept()).toEqual(before);
});

test("areas tell places apart by locality or by how a postcode begins, the longer before", async () => {
  const [south] = await db<{ id: number }[]>`
    insert into areas (authority_id, name, localities) values (${town}, 'South', '{SOUTH}')
    returning id`;
  const [post] = await db<{ id: number }[]>`
    insert into areas (authority_id, name, postcodes) values (${town}, 'Post', '{TE2}')
    returning id`;
  await db.begin((tx) => buildWorklist(tx, town, "always"));
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
  await Promise.all(five.map((actor) => prepareWorklist(db, actor)));
  for (const actor of five) expect((await ask(actor)).items).toHaveLength(1);
});
