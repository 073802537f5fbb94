import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { emptyDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findComparedVisit } from "@/db/queries/find-compared-visit";
import { findPreviousOfDraft } from "@/db/queries/find-previous-routine";
import { findVisit } from "@/db/queries/find-visit";
import { listVisitsBy } from "@/db/queries/list-visits-by";
import { createDatabase } from "@/tests/support/database";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

const SCORES = schemeNamed("demo-three-criteria@1");
const ALAMEDA = schemeNamed("us-alameda@2012");

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2026-01-31", [
    snapshot(),
    site("1"),
    rating("1", "3", { ratedOn: "2025-05-05" }),
  ]);
  await load(db, "2026-01-31", [snapshot({ town: "Elsewhere" }), site("1"), rating("1", "3")]);
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'demo-three-criteria', '1', '2026-02-01' from authorities`;
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
});

afterEach(async () => {
  await db.end();
  await database.drop();
});

async function begin(day: string): Promise<string> {
  const [listed] = await db<{ publicId: string }[]>`
    select public_id from listings order by site_id limit 1`;
  const at = new Date(`${day}T12:00:00Z`);
  const wish = { domain: "food", kind: "routine", rotationReason: "nobody else here" } as const;
  const begun = await startVisit(
    db,
    inspector,
    { id: randomUUID(), site: listed?.publicId ?? "", ...wish },
    at,
  );
  if (!begun.ok) throw new Error(begun.reason);
  return begun.id;
}

async function record(
  day: string,
  changes: Parameters<typeof filledDraft>[1],
  scheme = SCORES,
): Promise<string> {
  const id = await begin(day);
  const document = filledDraft(scheme, { visitedOn: day, ...changes });
  const at = new Date(`${day}T12:00:00Z`);
  const sent = await submitVisit(db, inspector, { id, document, revision: 1 }, at);
  if (!sent.ok) throw new Error(sent.reason);
  return id;
}

async function read(id: string) {
  const visit = await findVisit(db, inspector, id);
  if (!visit) throw new Error("Nobody may read it.");
  return visit;
}

const scores = (handling: number) => ({ handling, premises: 0, control: 0 });

test("a correction is compared with what it corrects, any other visit with the routine one before", async () => {
  const first = await record("2026-03-03", { inputs: scores(0) });
  const second = await record("2026-04-04", { inputs: scores(5) });
  expect(await findComparedVisit(db, await read(first))).toBeNull();
  expect(await findComparedVisit(db, await read(second))).toMatchObject({
    ...{ id: first, isCorrected: false, visitedOn: "2026-03-03" },
    ...{ inputs: scores(0), outcome: "excellent" },
  });
  const correction = randomUUID();
  const wish = { id: correction, of: second, reason: "The wrong score" };
  const begun = await correctVisit(db, inspector, wish, new Date("2026-04-05T12:00:00Z"));
  expect(begun).toEqual({ ok: true, id: correction });
  expect(await findComparedVisit(db, await read(correction))).toMatchObject({
    ...{ id: second, isCorrected: true, visitedOn: "2026-04-04", inputs: scores(5) },
  });
});

test("the inspector's other visits here are listed, the newest first, for those who may read them", async () => {
  const ids = [
    await record("2026-03-03", { inputs: scores(0) }),
    await record("2026-04-04", { inputs: scores(5) }),
    await record("2026-05-05", { inputs: scores(0) }),
  ];
  const visit = await read(ids[2] ?? "");
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  expect(await listVisitsBy(db, reviewer, visit)).toMatchObject([
    { id: ids[1], visitedOn: "2026-04-04", kind: "routine", scheme: "demo-three-criteria@1" },
    { id: ids[0], visitedOn: "2026-03-03", outcome: "excellent", standing: "green" },
  ]);
  await db`
    update site_authorities set authority_id = (select id from authorities where slug = 'elsewhere')
    where site_id = ${visit.siteId} and valid_to is null`;
  expect(await listVisitsBy(db, reviewer, visit)).toHaveLength(2);
  await db`
    update site_authorities set authority_id = (select id from authorities where slug = 'testham')
    where site_id = ${visit.siteId} and valid_to is null`;
  const stranger = await enrol(db, [{ role: "reviewer", at: "elsewhere" }]);
  expect(await listVisitsBy(db, stranger, visit)).toEqual([]);
});

test("a finding of a scheme of scores is published without a severity, in the words it was written in", async () => {
  const finding = { severity: "", text: "Mice behind the oven", corrected: false, photos: [] };
  await record("2026-03-03", { inputs: scores(0), findings: [finding] });
  const written = await db`
    select code, text, severity, severity_as_published, corrected_on_site from findings`;
  expect([...written]).toEqual([
    {
      ...{ code: null, text: finding.text, severity: null, severityAsPublished: null },
      correctedOnSite: false,
    },
  ]);
});

/** A visit of the day that the town's own file tells of, with findings under some codes. */
function importVisit(day: string, codes: readonly (string | null)[], scheme = "us-alameda@2012") {
  return load(db, day, [
    snapshot({ scheme }),
    site("1"),
    visit("1", `v-${day}`, day),
    ...codes.map((code, at) => ({
      ...finding("1", `v-${day}`, `Told of ${code ?? at}`),
      ...{ line: at + 1, code, correctedOnSite: at === 0 },
    })),
    rating("1", scheme.startsWith("uk-") ? "3" : "yellow", {
      ...{ visitKey: `v-${day}`, ratedOn: day },
    }),
  ]);
}

async function adoptChecklist(): Promise<void> {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-02' from authorities`;
}

const repeats = async () => {
  const rows = await db<{ code: string }[]>`
    select code from findings f join inspections i on i.id = f.inspection_id
    join sources s on s.id = i.source_id and s.format = 'office'
    where repeated order by code`;
  return rows.map(({ code }) => code);
};

test("an imported visit by the same scheme counts: what it found makes a repeat and is compared", async () => {
  await adoptChecklist();
  await importVisit("2026-02-20", ["40", "8"]);
  const out = { "40": {}, "41": {} };
  const id = await record("2026-03-03", { out }, ALAMEDA);
  expect(await repeats()).toEqual(["40"]);
  const before = await findComparedVisit(db, await read(id));
  expect(before).toMatchObject({
    ...{ isComparable: true, id: null, visitedOn: "2026-02-20", outcome: "yellow" },
    found: [
      { code: "40", comment: "Told of 40", corrected: true },
      { code: "8", corrected: false },
    ],
  });
});

test("of a recorded and an imported visit the later one counts", async () => {
  await adoptChecklist();
  const first = await record("2026-03-03", { out: { "40": {} } }, ALAMEDA);
  await importVisit("2026-02-20", ["41"]);
  const second = await record("2026-04-04", { out: { "40": {}, "41": {} } }, ALAMEDA);
  expect(await findComparedVisit(db, await read(second))).toMatchObject({ id: first });
  expect(await repeats()).toEqual(["40"]);
  await importVisit("2026-04-30", ["42"]);
  const third = await record("2026-05-05", { out: { "42": {} } }, ALAMEDA);
  expect(await findComparedVisit(db, await read(third))).toMatchObject({
    ...{ id: null, visitedOn: "2026-04-30" },
  });
  expect(await repeats()).toEqual(["40", "42"]);
});

test("a visit of another scheme or of items of its source's own is named, makes no repeat and hides none that can be compared", async () => {
  await adoptChecklist();
  const incomparable = (visitedOn: string) => ({
    ...{ isComparable: false, isCorrected: false, visitedOn, source: "Ratings of Testham" },
  });
  await importVisit("2026-02-20", ["40"], "uk-fhrs@2018-11");
  const first = await record("2026-03-03", { out: { "40": {} } }, ALAMEDA);
  expect(await findComparedVisit(db, await read(first))).toEqual(incomparable("2026-02-20"));
  await importVisit("2026-03-20", ["40", "B-07"]);
  const second = await record("2026-04-04", { out: { "40": {} } }, ALAMEDA);
  expect(await findComparedVisit(db, await read(second))).toMatchObject({
    ...{ isComparable: true, id: first, visitedOn: "2026-03-03" },
    passedOver: { visitedOn: "2026-03-20", source: "Ratings of Testham" },
  });
  expect(await repeats()).toEqual(["40"]);
});

test("what an import tells of the day itself may be this very visit and is not its previous one", async () => {
  await adoptChecklist();
  const id = await record("2026-03-03", { out: { "40": {} } }, ALAMEDA);
  await importVisit("2026-03-03", ["40"]);
  expect(await findComparedVisit(db, await read(id))).toBeNull();
});

test("nor is it for a draft that says no day yet, which its form takes for today's", async () => {
  await adoptChecklist();
  await importVisit("2026-02-20", ["40"]);
  await importVisit("2026-03-03", ["41"]);
  const id = await begin("2026-03-03");
  const visit = { ...(await read(id)), draft: { ...emptyDraft("routine", ""), visitedOn: null } };
  expect(await findPreviousOfDraft(db, visit, "2026-03-03")).toMatchObject({
    visitedOn: "2026-02-20",
  });
});
