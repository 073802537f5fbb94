import { expect, test } from "vitest";
import { connect } from "@/db/client";
import { findUserId } from "@/db/queries/find-identity";
import { listOwnStandings } from "@/db/queries/own/list-own-standings";
import { seedOfficials } from "@/server/demo-data/officials";
import { DEMO_CHAIN, DEMO_OWNER } from "@/server/demo-data/representatives";
import { seedDemo } from "@/server/seed-demo";
import { createDatabase } from "@/tests/support/database";

const DAY = new Date("2026-11-22T12:00:00Z");

test("the demo has an owner with something to put right and something pending, and a chain", async () => {
  const database = await createDatabase();
  const db = connect(database.url, { max: 2 });
  await seedDemo(db, DAY, () => {});
  await seedOfficials(db, DAY);
  await seedOfficials(db, DAY);
  const of = async ({ email }: { email: string }) => {
    const userId = (await findUserId(db, email)) ?? "";
    return listOwnStandings(db, { userId, memberships: [] });
  };
  const owner = await of(DEMO_OWNER);
  const stories = owner.sites.map(({ listing, dueOn, pending }) => [
    listing.standings[0]?.standing,
    dueOn,
    pending.map(({ visitedOn }) => visitedOn),
  ]);
  expect(stories).toEqual([
    ["yellow", "2026-11-24", []],
    ["pending", null, ["2026-11-21"]],
  ]);
  const chain = await of(DEMO_CHAIN);
  expect(chain.entities).toHaveLength(1);
  expect(chain.entities[0]?.sites).toBeGreaterThan(20);
  expect(chain.entities[0]).toMatchObject({
    name: "Pihlapotsik OÜ",
    tax: { standing: "yellow", outcome: "attention" },
  });
  await db.end();
  await database.drop();
});
