import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { findSiteHistory } from "@/db/queries/find-site-history";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot, visit } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const run = (number: string) => ({
  operator: { scheme: "no-orgnr", level: "entity", number } as const,
});

async function only() {
  const [row] = await db<{ publicId: string }[]>`select public_id from sites`;
  const found = await findSite(db, row?.publicId ?? "");
  const history = await findSiteHistory(db, row?.publicId ?? "");
  if (!found || "mergedInto" in found || !history || "mergedInto" in history) throw new Error();
  return { found, history };
}

test("a result does not follow a new owner silently, and a new one is the new owner's", async () => {
  const first = [rating("1", "5", { visitKey: "v1" }), visit("1", "v1", "2020-01-15")];
  await load(db, "2025-01-01", [snapshot(), site("1", run("900000001")), ...first]);
  let { found, history } = await only();
  expect(found).toMatchObject({ takenOverOn: null, ratings: [{ previousOperator: false }] });
  await load(db, "2025-06-01", [snapshot(), site("1", run("900000002")), ...first]);
  ({ found, history } = await only());
  expect(found).toMatchObject({
    takenOverOn: "2025-06-01",
    ratings: [{ previousOperator: true }],
    visits: [{ previousOperator: true }],
  });
  expect(history).toMatchObject({
    ratings: [{ previousOperator: true }],
    visits: [{ previousOperator: true }],
  });
  await load(db, "2025-09-01", [
    snapshot(),
    site("1", run("900000002")),
    ...first,
    rating("1", "3", { visitKey: "v2", ratedOn: "2025-08-01" }),
    visit("1", "v2", "2025-08-01"),
  ]);
  ({ found, history } = await only());
  expect(found).toMatchObject({
    ratings: [{ previousOperator: false, published: "3" }],
    visits: [{ previousOperator: false }, { previousOperator: true }],
  });
  const operators = await db`select entity_id, valid_to from site_operators order by valid_from`;
  expect(operators).toMatchObject([{ validTo: "2025-06-01" }, { validTo: null }]);
});
