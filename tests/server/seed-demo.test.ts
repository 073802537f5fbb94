import { expect, test } from "vitest";
import { grouped } from "@/core/grouped";
import { connect, type Db } from "@/db/client";
import { findRoles } from "@/db/queries/find-roles";
import { findSite } from "@/db/queries/find-site";
import { listMatches } from "@/db/queries/list-matches";
import { listOwnVisits } from "@/db/queries/list-own-visits";
import { listReviewQueue } from "@/db/queries/list-review-queue";
import { DESKS } from "@/server/demo-data/desks";
import { seedOfficials } from "@/server/demo-data/officials";
import { fillDemo } from "@/server/fill-demo";
import { seedDemo } from "@/server/seed-demo";
import { seedDesks } from "@/server/seed-desks";
import { createDatabase } from "@/tests/support/database";

const DAY = new Date("2026-11-22T12:00:00Z");

test("a demo that was interrupted goes on where it stopped, and two at once make one", async () => {
  const whole = await createDatabase();
  const broken = await createDatabase();
  const [a, b] = [connect(whole.url, { max: 4 }), connect(broken.url, { max: 2 })];
  await Promise.all([seedDemo(a, DAY, () => {}), seedDemo(a, DAY, () => {})]);
  const interrupt = () => {
    throw new Error("stopped");
  };
  await expect(seedDemo(b, DAY, interrupt)).rejects.toThrow("stopped");
  await seedDemo(b, new Date("2027-01-01T00:00:00Z"), () => {});
  const board = (db: typeof a) => db`
    select public_id, name, food_standing, goods_standing from listings order by public_id`;
  const [one, other] = await Promise.all([board(a), board(b)]);
  expect(one.length).toBeGreaterThan(2900);
  expect([...other]).toEqual([...one]);
  const notices = (db: typeof a) => db`
    select e.kind, e.state, e.starts_on, e.ends_on, coalesce(s.public_id, i.number) as about
    from register_entries e
    left join sites s on s.id = e.site_id
    left join entity_identifiers i on i.entity_id = e.entity_id and i.level = 'entity'
    order by e.kind, about`;
  const [said, saidToo] = await Promise.all([notices(a), notices(b)]);
  expect([...saidToo]).toEqual([...said]);
  expect(new Set(said.map(({ kind }) => kind)).size).toBe(8);
  expect(new Set(said.map(({ state }) => state))).toEqual(
    new Set(["active", "disputed", "repaired"]),
  );
  const tax = (db: typeof a) => db`
    select tax_standing, count(*) as sites from listings where tax_standing is not null and state = 'open'
    group by tax_standing order by tax_standing`;
  const [stood, stoodToo] = await Promise.all([tax(a), tax(b)]);
  expect([...stoodToo]).toEqual([...stood]);
  expect(stood.map(({ taxStanding }) => taxStanding)).toEqual([
    ...["disputed", "green", "red", "unpublished", "yellow"],
  ]);
  const [more] = await a`
    select count(*) filter (where t.planned) as planned,
      count(*) filter (where l.tax_standing = 'unpublished' and t.lapses_on is not null) as old,
      count(*) filter (where l.tax_standing = 'unpublished' and t.legal_basis is null) as lawless
    from entity_listings l
    join tax_standings t on t.entity_id = l.entity_id and t.superseded_by is null
    where exists (select from listings s where s.entity_id = l.entity_id)`;
  expect(Math.min(more?.planned, more?.old, more?.lawless)).toBeGreaterThan(0);
  const batches = await a`select state from tax_batches order by as_of`;
  expect(batches.map(({ state }) => state)).toEqual(["applied", "applied", "held"]);
  await Promise.all([a.end(), b.end()]);
  await Promise.all([whole.drop(), broken.drop()]);
}, 180_000);

/** A database that is gone after so many transactions. */
function stopped(db: Db, transactions: number): Db {
  let left = transactions;
  return new Proxy(db, {
    get(target, name, receiver) {
      if (name !== "begin") return Reflect.get(target, name, receiver);
      left -= 1;
      if (left < 0) throw new Error("stopped");
      return target.begin;
    },
  });
}

test("the desks of a demo hold what waits, what was returned and what is to be followed up, once", async () => {
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  await seedDemo(db, DAY, () => {});
  await seedOfficials(db, DAY);
  for (const transactions of [7, 9, 13]) {
    await expect(seedDesks(stopped(db, transactions), DAY)).rejects.toThrow("stopped");
  }
  await seedDesks(db, DAY);
  const state = () => db`
    select (select count(*) from visits) as visits, (select count(*) from visit_steps) as steps,
      (select count(*) from item_comments) as sentences, (select count(*) from tasks) as tasks`;
  const before = [...(await state())];
  await seedDesks(db, new Date("2026-11-24T12:00:00Z"));
  expect([...(await state())]).toEqual(before);
  const actorOf = async (email: string) => {
    const [user] = await db<{ id: string }[]>`select id from users where email = ${email}`;
    const userId = user?.id ?? "";
    return { userId, memberships: await findRoles(db, userId) };
  };
  for (const [authority, desks] of grouped(DESKS, (desk) => desk.authority)) {
    const fates = desks.flatMap(({ visits }) => visits.map(({ fate }) => fate));
    const reviewer = await actorOf(`reviewer@${authority}.example`);
    // What the demo's representatives await was recorded the day before.
    const queue = (await listReviewQueue(db, reviewer)).filter(
      ({ visitedOn }) => visitedOn === "2026-11-22",
    );
    expect(queue).toHaveLength(fates.filter((fate) => fate === "waiting").length);
    const inspector = await actorOf(`inspector@${authority}.example`);
    const own = await listOwnVisits(db, inspector, DAY);
    expect(own.map(({ state }) => state)).toContain("draft");
    const tasks = await db<{ domain: string; dueOn: string }[]>`
      select domain, due_on from tasks where reason = 'follow-up' and done_at is null
        and authority_id = (select id from authorities where slug = ${authority})`;
    const due = desks.map(({ domain }) => ({ domain, dueOn: "2026-11-23" }));
    expect([...tasks]).toEqual(expect.arrayContaining(due));
  }
  await db.end();
  await database.drop();
}, 180_000);

test("the demo has matches that wait, places rated for food and goods, and results of who ran it before", async () => {
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  await fillDemo(db, DAY, () => {});
  const [tallinn] = await db<{ id: number }[]>`
    select id from authorities where slug = 'demo-tallinn'`;
  const waiting = () => listMatches(db, tallinn?.id ?? 0, { decided: false });
  const { matches, total } = await waiting();
  const named = matches.map(({ site, entity }) => [site.name, entity.name]);
  expect(named).toContainEqual(["Sinine Tass", "Sinine Tass OÜ"]);
  await db`update match_candidates set state = 'outdated' where id = ${matches[0]?.id ?? 0}`;
  await fillDemo(db, DAY, () => {});
  expect((await waiting()).total).toBe(total - 1);

  const both = await db<{ publicId: string }[]>`
    select public_id from listings
    where food_standing = 'green' and goods_standing in ('green', 'yellow')`;
  expect(both).toHaveLength(2);
  const { standings } = await siteOf(db, both[0]?.publicId);
  expect(standings.map(({ domain }) => domain)).toEqual(["food", "goods"]);

  const taken = await db<{ publicId: string; slug: string }[]>`
    select l.public_id, a.slug from listings l join authorities a on a.id = l.authority_id
    where exists (select from site_operators o where o.site_id = l.site_id and o.valid_to is not null)`;
  expect(new Set(taken.map(({ slug }) => slug)).size).toBe(3);
  for (const { publicId } of taken) {
    const { ratings } = await siteOf(db, publicId);
    expect(ratings[0]).toMatchObject({ current: true, previousOperator: true });
  }
  await db.end();
  await database.drop();
}, 180_000);

async function siteOf(db: Db, publicId = "") {
  const site = await findSite(db, publicId);
  if (!site || "mergedInto" in site) throw new Error(`${publicId} is not there.`);
  return site;
}
