import { expect, test } from "vitest";
import { connect } from "@/db/client";
import { seedDemo } from "@/server/seed-demo";
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
  await Promise.all([a.end(), b.end()]);
  await Promise.all([whole.drop(), broken.drop()]);
});
