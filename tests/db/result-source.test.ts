import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { schemeKey } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { streamBulkRows } from "@/db/queries/bulk-export";
import { findSite } from "@/db/queries/find-site";
import { listIssuedNow } from "@/db/queries/list-issued";
import { listSchemes } from "@/db/queries/list-schemes";
import { listStoredRatings } from "@/db/queries/list-stored-ratings";
import { createDatabase } from "@/tests/support/database";
import { filledDraft } from "@/tests/support/filled-draft";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

const NOW = new Date("2026-03-03T12:00:00Z");
const CHECKLIST = schemeNamed("us-alameda@2012");
const OF_IMPORT = "Ratings of Testham";
const RECORDED_HERE = "Inspections recorded by Testham";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let reviewer: Actor;
let place: string;

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2026-01-31", [
    snapshot(),
    site("1"),
    rating("1", "3", { ratedOn: "2025-05-05" }),
  ]);
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-01' from authorities`;
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const [listed] = await db<{ publicId: string }[]>`select public_id from listings`;
  place = listed?.publicId ?? "";
});
afterEach(async () => {
  await db.end();
  await database.drop();
});

async function submit(document: VisitDraft): Promise<string> {
  const begun = await startVisit(
    db,
    inspector,
    { id: randomUUID(), site: place, domain: "food", kind: "routine", rotationReason: null },
    NOW,
  );
  if (!begun.ok) throw new Error(begun.reason);
  expect(
    await submitVisit(db, inspector, { id: begun.id, document, revision: 1 }, NOW),
  ).toMatchObject({
    ok: true,
  });
  return begun.id;
}

const feed = async () =>
  (await listIssuedNow(db, [place], "food")).map(({ standing, ratedOn }) => [standing, ratedOn]);

async function bulk() {
  const schemes = await listSchemes(db);
  const rows = await db.begin(async (tx) => {
    const all = [];
    for await (const batch of streamBulkRows(tx, schemes, () => "")) all.push(...batch);
    return all;
  });
  return rows.map(({ standing, rated_on, source }) => [standing, rated_on, source]);
}

async function simulated() {
  const town = await authorityId(db, "testham");
  const all = [];
  const wanted = { since: "2024-01-01", of: { authorityId: town, domain: "food" as const } };
  for await (const batch of listStoredRatings(db, wanted)) all.push(...batch);
  return all.map(({ scheme }) => scheme);
}

test("a visit recorded here takes the place of an older import in feed, files and simulation", async () => {
  expect(await feed()).toEqual([["yellow", "2025-05-05"]]);
  expect(await bulk()).toEqual([["yellow", "2025-05-05", OF_IMPORT]]);
  await submit(filledDraft(CHECKLIST));
  expect(await feed()).toEqual([["green", "2026-03-03"]]);
  expect(await bulk()).toEqual([["green", "2026-03-03", RECORDED_HERE]]);
  expect(await findSite(db, place)).toMatchObject({
    source: { name: OF_IMPORT, office: null },
    ratings: [{ source: RECORDED_HERE, office: { of: "food", authority: "Testham" } }],
  });
  expect(await simulated()).toEqual([schemeKey(CHECKLIST)]);
});

test("a newer import takes the place of a visit recorded here, in all of them", async () => {
  await submit(filledDraft(CHECKLIST));
  await load(db, "2026-05-01", [
    snapshot(),
    site("1"),
    rating("1", "3", { ratedOn: "2026-04-04" }),
  ]);
  expect(await feed()).toEqual([["yellow", "2026-04-04"]]);
  expect(await bulk()).toEqual([["yellow", "2026-04-04", OF_IMPORT]]);
  expect(await simulated()).toEqual(["uk-fhrs@2018-11"]);
  const found = await findSite(db, place);
  if (!found || "mergedInto" in found) throw new Error("The site is not there.");
  expect(found.ratings.map(({ standing }) => standing)).toEqual(["yellow"]);
});

test("the search's feed is silent about a result that waits, and says it once confirmed", async () => {
  const id = await submit(filledDraft(CHECKLIST, { out: { "22": {} } }));
  expect(await feed()).toEqual([]);
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toEqual({ ok: true });
  expect(await feed()).toEqual([["red", "2026-03-03"]]);
});
