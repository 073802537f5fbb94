import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { schemeKey } from "@/core/scheme";
import { connect, type Db } from "@/db/client";
import { addColleague } from "@/db/commands/add-colleague";
import { decideScheme } from "@/db/commands/decide-scheme";
import { prepareWorklist } from "@/db/commands/prepare-worklist";
import { proposeScheme } from "@/db/commands/propose-scheme";
import { addArea, removeArea } from "@/db/commands/save-area";
import { addItemComment, retireItemComment } from "@/db/commands/save-item-comment";
import { removeRiskCategory, saveRiskCategory } from "@/db/commands/save-risk-category";
import { setSiteRisk } from "@/db/commands/set-site-risk";
import { listAccessLog } from "@/db/queries/list-access-log";
import { listAreas, listRiskCategories } from "@/db/queries/list-areas";
import { listItemComments } from "@/db/queries/list-item-comments";
import { listOpenProposals } from "@/db/queries/list-open-proposals";
import { listSchemeUse } from "@/db/queries/list-scheme-use";
import { listStaff } from "@/db/queries/list-staff";
import { schemeInForce } from "@/db/queries/scheme-in-force";
import { simulateChange } from "@/db/queries/simulate-change";
import { createDatabase } from "@/tests/support/database";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

const FORBIDDEN = { ok: false, reason: "forbidden" };
const TODAY = "2026-03-01";
const NOW = new Date(`${TODAY}T12:00:00Z`);

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let admin: Actor;
let inspector: Actor;
let stranger: Actor;
let town: number;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  const scores = { inputs: { hygiene: 10, structural: 10, confidence: 10 } };
  await load(db, "2025-06-01", [
    snapshot(),
    site("1", { locality: "North", postcode: "NO1 1AA" }),
    rating("1", "3", { ...scores, ratedOn: "2025-05-01" }),
    site("2", { locality: "South", postcode: "SO1 1AA" }),
    rating("2", "5", { ratedOn: "2025-05-01" }),
  ]);
  await load(db, "2025-06-01", [snapshot({ town: "Otherham" }), site("1")]);
  town = await authorityId(db, "testham");
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }], "Ada Min");
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  stranger = await enrol(db, [{ role: "authority-admin", at: "otherham" }]);
  await prepareWorklist(db, admin);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

test("an area says how many places lie in it, and is its admin's alone", async () => {
  const add = (by: Actor, name: string, changes = {}) =>
    addArea(db, by, { authorityId: town, name, localities: [], postcodes: [], ...changes });
  expect(await add(stranger, "X")).toEqual(FORBIDDEN);
  expect(await add(inspector, "X")).toEqual(FORBIDDEN);
  expect(await add(admin, "North", { postcodes: ["no 1"] })).toEqual({ ok: true });
  expect(await add(admin, "North", { postcodes: ["no 2"] })).toEqual({ ok: false, reason: "held" });
  expect(await add(admin, "Nowhere")).toEqual({ ok: false, reason: "empty-area" });
  await add(admin, "Town", { localities: ["north", "SOUTH"] });
  const areas = await listAreas(db, town);
  expect(areas.map(({ name, sites }) => [name, sites])).toEqual([
    ["North", 1],
    ["Town", 1],
  ]);
  const north = areas[0]?.id as number;
  expect(await removeArea(db, stranger, { authorityId: town, id: north })).toEqual(FORBIDDEN);
  const other = await authorityId(db, "otherham");
  expect(await removeArea(db, stranger, { authorityId: other, id: north })).toMatchObject({
    ok: false,
  });
  expect(await removeArea(db, admin, { authorityId: town, id: north })).toEqual({ ok: true });
  expect((await listAreas(db, town)).map(({ name, sites }) => [name, sites])).toEqual([
    ["Town", 2],
  ]);
});

test("an interval that changes moves the days of its places; one in use is not removed", async () => {
  const save = (months: number, by = admin) =>
    saveRiskCategory(db, by, {
      ...{ authorityId: town, domain: "food", code: "A", label: "High", months },
    } as const);
  expect(await save(6, inspector)).toEqual(FORBIDDEN);
  await save(6);
  const [row] = await db<{ publicId: string; siteId: number }[]>`
    select public_id, site_id from listings where postcode = 'NO1 1AA'`;
  const of = { site: row?.publicId as string, domain: "food" as const };
  await setSiteRisk(db, admin, { ...of, code: "A" });
  const due = async () => {
    const [one] = await db<{ dueOn: string }[]>`
      select due_on from due_visits where site_id = ${row?.siteId as number}`;
    return one?.dueOn;
  };
  expect(await due()).toBe("2025-11-01");
  await save(12);
  expect(await due()).toBe("2026-05-01");
  expect((await listRiskCategories(db, town))[0]).toMatchObject({ months: 12, sites: 1 });
  const remove = () =>
    removeRiskCategory(db, admin, { authorityId: town, domain: "food", code: "A" });
  expect(await remove()).toEqual({ ok: false, reason: "in-use" });
});

test("the sentences of an item are added once, chosen by language and retired, never lost", async () => {
  const schemeId = "us-alameda";
  const [item] = schemeNamed("us-alameda@2012").checklist;
  const input = {
    ...{ authorityId: town, schemeId, itemCode: item?.code as string },
    ...{ language: "en", text: "Soap was missing at the hand basin." },
  };
  expect(await addItemComment(db, stranger, input)).toEqual(FORBIDDEN);
  expect(await addItemComment(db, admin, { ...input, itemCode: "no-such" })).toEqual({
    ok: false,
    reason: "unknown",
  });
  await Promise.all([addItemComment(db, admin, input), addItemComment(db, admin, input)]);
  const comments = await listItemComments(db, town, schemeId);
  expect(comments.map(({ text }) => text)).toEqual([input.text]);
  await retireItemComment(db, admin, { authorityId: town, id: comments[0]?.id as number });
  expect(await listItemComments(db, town, schemeId)).toEqual([]);
  expect(await db`select from item_comments`).toHaveLength(1);
});

test("a colleague is given a role; who is new gets a letter, and nobody else may give one", async () => {
  const add = (by: Actor, email: string) =>
    addColleague(
      db,
      by,
      { authorityId: town, email, name: "New Colleague", role: "reviewer", locale: "en" },
      (token) => ({ subject: "Welcome", text: `token ${token}` }),
      new Date(),
    );
  expect(await add(inspector, "new@example.org")).toEqual(FORBIDDEN);
  expect(await db`select from users where email = 'new@example.org'`).toHaveLength(0);
  expect(await add(admin, "new@example.org")).toMatchObject({ ok: true });
  expect(await add(admin, "new@example.org")).toEqual({ ok: false, reason: "held" });
  expect(await db`select from mails where recipient = 'new@example.org'`).toHaveLength(1);
  expect((await listStaff(db, town)).map(({ role }) => role).sort()).toEqual([
    ...["authority-admin", "inspector", "reviewer"],
  ]);
});

test("a scheme version is taken up only by a second person, in one step with the end of the last", async () => {
  const propose = (by: Actor, key: string, validFrom = "2026-04-01") => {
    const [id = "", version = ""] = key.split("@");
    const input = {
      authorityId: town,
      domain: "food" as const,
      scheme: { id, version },
      validFrom,
    };
    return proposeScheme(db, by, input, NOW);
  };
  expect(await propose(stranger, "us-alameda@2012")).toEqual(FORBIDDEN);
  expect(await propose(admin, "placard-goods@1")).toEqual({ ok: false, reason: "unknown" });
  expect(await propose(admin, "us-sf-score@2005")).toEqual({ ok: false, reason: "unfit" });
  expect(await propose(admin, "us-alameda@2012", "2026-02-01")).toEqual({
    ok: false,
    reason: "past",
  });
  const made = await propose(admin, "us-alameda@2012");
  if (!made.ok) throw new Error(made.reason);
  expect(await propose(admin, "us-nyc-grades@2010-07")).toEqual({ ok: false, reason: "open" });
  const decide = (by: Actor, confirmed: boolean) =>
    decideScheme(db, by, { id: made.id, confirmed, reason: null }, NOW);
  expect(await decide(admin, true)).toEqual({ ok: false, reason: "own" });
  expect(await decide(stranger, true)).toEqual(FORBIDDEN);
  expect(await decide(inspector, true)).toEqual(FORBIDDEN);
  const reviewers = await Promise.all(
    [1, 2].map(() => enrol(db, [{ role: "reviewer", at: "testham" }])),
  );
  const answers = await Promise.all(reviewers.map((one) => decide(one, true)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, reason: "decided" });
  const inForce = async (day: string) => schemeKey(await schemeInForce(db, town, "food", day));
  expect(await inForce("2026-03-31")).toBe("uk-fhrs@2018-11");
  expect(await inForce("2026-04-01")).toBe("us-alameda@2012");
  const { used, changes } = await listSchemeUse(db, town);
  expect(used).toEqual([
    { domain: "food", scheme: "us-alameda@2012", from: "2026-04-01", until: null },
    { domain: "food", scheme: "uk-fhrs@2018-11", from: "2025-06-01", until: "2026-04-01" },
  ]);
  expect(changes[0]).toMatchObject({ confirmed: true, proposedBy: "Ada Min" });
  await expect(
    db`update scheme_changes set decided_by = proposed_by where id = ${made.id}`,
  ).rejects.toThrow(/second_person/);
});

test("from which day on a version may apply is told by the authority's own day", async () => {
  const zone = (name: string) => db`update authorities set time_zone = ${name} where id = ${town}`;
  const propose = (validFrom: string) => {
    const scheme = { id: "us-alameda", version: "2012" };
    const input = { authorityId: town, domain: "food" as const, scheme, validFrom };
    return proposeScheme(db, admin, input, new Date("2026-03-01T12:00:00Z"));
  };
  // There it is the second of March already.
  await zone("Pacific/Kiritimati");
  expect(await propose("2026-03-01")).toEqual({ ok: false, reason: "past" });
  const made = await propose("2026-03-02");
  if (!made.ok) throw new Error(made.reason);
  const back = { id: made.id, confirmed: false, reason: null };
  await decideScheme(db, admin, back, NOW);
  await zone("UTC");
});

test("a proposal may be taken back by who made it, and refused by another", async () => {
  const proposed = () =>
    proposeScheme(
      db,
      admin,
      {
        ...{ authorityId: town, domain: "food" as const, validFrom: "2026-06-01" },
        scheme: { id: "uk-fhrs", version: "2018-11" },
      },
      NOW,
    );
  const first = await proposed();
  if (!first.ok) throw new Error(first.reason);
  await decideScheme(db, admin, { id: first.id, confirmed: false, reason: null }, NOW);
  const [trace] = await db<{ userId: string; subject: string }[]>`
    select user_id, subject from access_log
    where action = 'confirm-scheme' and allowed order by id desc limit 1`;
  expect(trace).toEqual({
    userId: admin.userId,
    subject: `scheme-change:${first.id}:food:uk-fhrs@2018-11:2026-06-01:taken-back`,
  });
  const second = await proposed();
  if (!second.ok) throw new Error(second.reason);
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  expect((await listOpenProposals(db, reviewer)).map(({ id }) => id)).toEqual([second.id]);
  expect(await listOpenProposals(db, admin)).toEqual([]);
  expect(
    await decideScheme(db, reviewer, { id: second.id, confirmed: false, reason: null }, NOW),
  ).toEqual({ ok: false, reason: "no-reason" });
  await decideScheme(db, reviewer, { id: second.id, confirmed: false, reason: "Too soon" }, NOW);
  const { changes, used } = await listSchemeUse(db, town);
  expect(changes[0]).toMatchObject({ confirmed: false, reason: "Too soon" });
  expect(used).toHaveLength(2);
});

test("who would move under a proposed version is told first, and nothing changes", async () => {
  const proposed = structuredClone(schemeNamed("uk-fhrs@2018-11"));
  Object.assign(proposed, { version: "strict" });
  Object.assign(proposed.outcomes["3"] as object, { colour: "red", face: "sad" });
  const before = await db`select * from ratings order by id`;
  const told = await simulateChange(
    db,
    { authorityId: town, domain: "food", proposed },
    new Date("2026-03-01"),
  );
  expect(told).toMatchObject({ stay: 0, move: 1, untold: 1, isPartial: false });
  expect(told.moves).toEqual([{ from: "yellow", to: "red", sites: 1 }]);
  expect(told.examples[0]?.name).toBe("Cafe Number1");
  expect(await db`select * from ratings order by id`).toEqual(before);
});

const ALL = { person: "", subject: "", day: null, refused: false };

test("an auditor reads the log of their authority, the newest first, page by page", async () => {
  const auditor = await enrol(db, [{ role: "auditor", at: "testham" }]);
  const all = await listAccessLog(db, auditor, ALL, { before: null, limit: 500 });
  expect(all.items.length).toBeGreaterThan(8);
  expect(all.items.every(({ authority }) => authority === "Testham")).toBe(true);
  const ids: string[] = [];
  let before: string | null = null;
  do {
    const page = await listAccessLog(db, auditor, ALL, { before, limit: 3 });
    ids.push(...page.items.map(({ key }) => key));
    before = page.next;
  } while (before !== null);
  expect(ids).toEqual(all.items.map(({ key }) => key));
  const acts = all.items.map(({ action }) => action);
  expect(acts).toEqual(
    expect.arrayContaining(["role-given", "propose-scheme", "scheme-confirmed"]),
  );
  const refusals = await listAccessLog(
    db,
    auditor,
    { ...ALL, refused: true },
    { before: null, limit: 500 },
  );
  expect(refusals.items.every(({ allowed }) => !allowed)).toBe(true);
  const dayOf = ({ at }: { at: Date }) => at.toISOString().slice(0, 10);
  const day = all.items.map(dayOf)[0] ?? null;
  const ofDay = await listAccessLog(db, auditor, { ...ALL, day }, { before: null, limit: 500 });
  expect(ofDay.items).toEqual(all.items.filter((item) => dayOf(item) === day));
  expect(
    (await listAccessLog(db, auditor, { ...ALL, day: "2001-01-01" }, { before: null, limit: 5 }))
      .items,
  ).toEqual([]);
  const [ada] = await db<{ email: string }[]>`select email from users where id = ${admin.userId}`;
  const hers = await listAccessLog(
    db,
    auditor,
    { ...ALL, person: ada?.email as string },
    { before: null, limit: 500 },
  );
  expect(new Set(hers.items.map(({ person }) => person?.name))).toEqual(new Set(["Ada Min"]));
  const none = await listAccessLog(db, admin, ALL, { before: null, limit: 9 });
  expect(none.items).toEqual([]);
});

test("an import under another scheme does not take the place of what two people agreed on", async () => {
  const scheme = "us-nyc-grades@2010-07";
  const head = snapshot({ scheme });
  const source = { ...head.source, key: "test:other" };
  const loaded = await load(db, "2026-05-01", [
    { ...head, source },
    site("9"),
    rating("9", "A", { ratedOn: "2026-04-20" }),
  ]);
  expect(loaded.state).toBe("applied");
  const { used } = await listSchemeUse(db, town);
  expect(used[0]).toMatchObject({ scheme, from: "2026-05-01", until: null });
  // What was agreed on stays in force, so its span goes on.
  expect(used[1]).toMatchObject({ scheme: "us-alameda@2012", until: null });
  expect(schemeKey(await schemeInForce(db, town, "food", "2026-05-02"))).toBe("us-alameda@2012");
});
