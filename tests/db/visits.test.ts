import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { rebuild } from "@/db/commands/publish";
import { attendVisits, type Escalation } from "@/db/commands/visits/attend-visits";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, returnVisit, withdrawVisit } from "@/db/commands/visits/decide-visit";
import { saveDraft } from "@/db/commands/visits/save-draft";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { readPinnedScheme } from "@/db/queries/list-schemes";
import { createDatabase } from "@/tests/support/database";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let reviewer: Actor;
let scheme: Scheme;
let place: string;

const NOW = new Date("2026-03-03T12:00:00Z");
const LATER = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 8 });
  await load(db, "2026-01-31", [
    snapshot(),
    site("1"),
    rating("1", "3", { ratedOn: "2025-05-05" }),
  ]);
  // The town records its own visits under the scheme that comes with Placard.
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-01' from authorities`;
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  scheme = await readPinnedScheme(db, { schemeId: "us-alameda", schemeVersion: "2012" });
  const [listed] = await db<{ publicId: string }[]>`select public_id from listings`;
  place = listed?.publicId ?? "";
});

afterEach(async () => {
  await db.end();
  await database.drop();
});

async function begin(by = inspector, kind: VisitDraft["kind"] = "routine"): Promise<string> {
  const begun = await startVisit(
    db,
    by,
    { id: randomUUID(), site: place, domain: "food", kind, rotationReason: "nobody else here" },
    NOW,
  );
  if (!begun.ok) throw new Error(begun.reason);
  return begun.id;
}

async function submit(document: VisitDraft, by = inspector, now = NOW) {
  const id = await begin(by, document.kind);
  return { id, result: await submitVisit(db, by, { id, document, revision: 1 }, now) };
}

const GREEN = () => filledDraft(scheme);
const RED = () => filledDraft(scheme, { out: { "22": {} } });

async function shown() {
  const [listing] = await db`
    select food_standing as standing, food_outcome as outcome, food_rated_on as day,
      food_scheme as scheme
    from listings`;
  return { ...listing };
}

/** The listing as it would be made from nothing. */
async function expectRebuildToAgree() {
  const before = await db`select * from listings order by site_id`;
  await db.begin((tx) => rebuild(tx));
  expect([...(await db`select * from listings order by site_id`)]).toEqual([...before]);
}

test("a green visit is public at once, with its findings, rating, event and steps", async () => {
  const document = filledDraft(scheme, { out: { "40": { corrected: true } } });
  const { id, result } = await submit(document);
  expect(result).toEqual({ ok: true, state: "published" });
  expect(await shown()).toEqual({
    standing: "green",
    outcome: "green",
    day: "2026-03-03",
    scheme: "us-alameda@2012",
  });
  const findings = await db`select code, severity, corrected_on_site from findings`;
  expect([...findings]).toEqual([{ code: "40", severity: "minor", correctedOnSite: true }]);
  const steps = await db`select from_state, to_state from visit_steps order by id`;
  expect(steps.map(({ toState }) => toState)).toEqual(["draft", "submitted", "published"]);
  const [event] = await db`select kind from events order by position desc limit 1`;
  expect(event?.kind).toBe("rated");
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  await expectRebuildToAgree();
});

test("a red visit shows pending until another person confirms it", async () => {
  const { id, result } = await submit(RED());
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "pending", outcome: null, day: "2026-03-03" });
  expect(await confirmVisit(db, inspector, { id }, NOW)).toEqual({
    ok: false,
    reason: "forbidden",
  });
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "red", outcome: "red" });
  const [task] = await db`select reason, due_on, open_items from tasks`;
  expect({ ...task }).toEqual({ reason: "follow-up", dueOn: "2026-03-03", openItems: ["22"] });
  await expectRebuildToAgree();
});

test("nobody confirms a visit of their own, not even past the command", async () => {
  const both = await enrol(db, [
    { role: "inspector", at: "testham" },
    { role: "reviewer", at: "testham" },
  ]);
  const { id } = await submit(RED(), both);
  expect(await confirmVisit(db, both, { id }, NOW)).toEqual({ ok: false, reason: "own-visit" });
  await expect(
    db`update visits set confirmed_by = inspector_id, confirmed_at = now() where id = ${id}`,
  ).rejects.toThrow("visits_second_person");
  await expect(db`update visits set state = 'published' where id = ${id}`).rejects.toThrow(
    "visits_need_second_person",
  );
});

test("the same submission twice, also at once, is one visit", async () => {
  const id = await begin();
  const document = GREEN();
  const results = await Promise.all(
    [1, 2, 3].map(() => submitVisit(db, inspector, { id, document, revision: 1 }, NOW)),
  );
  expect(results).toEqual(Array(3).fill({ ok: true, state: "published" }));
  const [count] = await db`
    select (select count(*) from inspections) as visits,
      (select count(*) from ratings where visit_key is not null) as ratings`;
  expect({ ...count }).toEqual({ visits: 1, ratings: 1 });
});

test("two reviewers at once have one effect", async () => {
  const second = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const { id } = await submit(RED());
  const results = await Promise.all([
    confirmVisit(db, reviewer, { id }, NOW),
    confirmVisit(db, second, { id }, NOW),
  ]);
  expect(results).toEqual([{ ok: true }, { ok: true }]);
  const [count] = await db`select count(*) from ratings where visit_key is not null`;
  expect(count?.count).toBe(1);
});

test("an inspector and an import at once both count, the later day is shown", async () => {
  const id = await begin();
  await Promise.all([
    submitVisit(db, inspector, { id, document: GREEN(), revision: 1 }, NOW),
    load(db, "2026-03-02", [snapshot(), site("1"), rating("1", "1", { ratedOn: "2026-02-20" })]),
  ]);
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  await load(db, "2026-04-30", [
    snapshot(),
    site("1"),
    rating("1", "0", { ratedOn: "2026-04-20" }),
  ]);
  expect(await shown()).toMatchObject({ standing: "red", scheme: "uk-fhrs@2018-11" });
});

test("a returned visit goes back with its reason and keeps the listing without a colour", async () => {
  const { id } = await submit(RED());
  expect(await returnVisit(db, reviewer, { id, reason: "Which fridge?" }, NOW)).toEqual({
    ok: true,
  });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const [step] = await db`select reason from visit_steps order by id desc limit 1`;
  expect(step?.reason).toBe("Which fridge?");
  // What was found once is not made green by one person alone.
  const again = { id, document: GREEN(), revision: 3 };
  expect(await submitVisit(db, inspector, again, LATER(1))).toEqual({
    ok: true,
    state: "awaiting",
  });
  expect(await confirmVisit(db, reviewer, { id }, LATER(2))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green" });
});

test("a correction takes the place of what it corrects, and both stay on record", async () => {
  const { id: of } = await submit(GREEN());
  const begun = await correctVisit(
    db,
    inspector,
    { id: randomUUID(), of, reason: "wrong item" },
    NOW,
  );
  if (!begun.ok) throw new Error(begun.reason);
  const [draft] = await db<{ document: VisitDraft }[]>`
    select document from visits where id = ${begun.id}`;
  expect(draft?.document).toEqual({
    ...GREEN(),
    signatures: { inspector: null, person: null },
  });
  const document = filledDraft(scheme, {
    out: { "22": { corrected: true }, "8": { corrected: true } },
  });
  const result = await submitVisit(
    db,
    inspector,
    { id: begun.id, document, revision: 1 },
    LATER(1),
  );
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await confirmVisit(db, reviewer, { id: begun.id }, LATER(2))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "yellow" });
  const rows = await db`
    select outcome, superseded_by is null as current from ratings
    where visit_key is not null order by id`;
  expect([...rows]).toEqual([
    { outcome: "green", current: false },
    { outcome: "yellow", current: true },
  ]);
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("superseded");
  await expectRebuildToAgree();
});

test("an emergency closure is public at once and lapses where nobody confirms it", async () => {
  await submit(GREEN(), inspector, NOW);
  const emergency = { grounds: "Sewage on the kitchen floor" };
  const document = filledDraft(scheme, {
    emergency,
    kind: "complaint",
    inputs: { score: 60, imminentHazard: true },
    visitedOn: "2026-03-04",
  });
  const { id, result } = await submit(document, inspector, LATER(24));
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "red", day: "2026-03-04" });
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, LATER(47), tell)).toMatchObject({
    published: 0,
    lapsed: 0,
    escalated: 0,
  });
  expect(await attendVisits(db, LATER(48), tell)).toMatchObject({
    published: 0,
    lapsed: 1,
    escalated: 0,
  });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  const [visit] = await db`select state from visits where id = ${id}`;
  expect(visit?.state).toBe("withdrawn");
  await expectRebuildToAgree();
});

test("what nobody confirms within a day is escalated once, to the other officials", async () => {
  await submit(RED());
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, LATER(23), tell)).toMatchObject({ escalated: 0 });
  expect(await attendVisits(db, LATER(24), tell)).toMatchObject({ escalated: 1 });
  expect(await attendVisits(db, LATER(25), tell)).toMatchObject({ escalated: 0 });
  expect(told.map(({ recipients }) => recipients.length)).toEqual([1]);
});

test("a scheme with a delay publishes on its day, and is pending until then", async () => {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const fhrs = await readPinnedScheme(db, { schemeId: "uk-fhrs", schemeVersion: "2018-11" });
  const { result } = await submit(filledDraft(fhrs));
  expect(result).toEqual({ ok: true, state: "submitted" });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const tell = async () => {};
  expect(await attendVisits(db, new Date("2026-03-30T23:00:00Z"), tell)).toMatchObject({
    published: 0,
  });
  expect(await attendVisits(db, new Date("2026-03-31T00:00:00Z"), tell)).toMatchObject({
    published: 1,
  });
  expect(await shown()).toMatchObject({ standing: "green", outcome: "5" });
});

test("a withdrawn visit gives way to the result before it", async () => {
  const { id } = await submit(GREEN());
  expect(await withdrawVisit(db, inspector, { id, reason: "wrong shop" }, NOW)).toMatchObject({
    reason: "forbidden",
  });
  expect(await withdrawVisit(db, reviewer, { id, reason: "wrong shop" }, NOW)).toEqual({
    ok: true,
  });
  expect(await shown()).toMatchObject({ standing: "yellow", day: "2025-05-05" });
  await expectRebuildToAgree();
});

test("an incomplete visit is refused with each thing that is missing, and nothing changes", async () => {
  const id = await begin();
  const { "22": _, ...items } = GREEN().items;
  const document = { ...GREEN(), items, timeOut: "08:00" };
  expect(await submitVisit(db, inspector, { id, document, revision: 1 }, NOW)).toEqual({
    ok: false,
    reason: "incomplete",
    missing: [
      { place: "timeOut", kind: "times" },
      { place: "item:22", kind: "item" },
    ],
  });
  expect(await shown()).toMatchObject({ standing: "yellow" });
});

test("a measurement beyond its limit makes its item out, whatever was marked", async () => {
  const document = GREEN();
  const items = { ...document.items, "22": { ...document.items["1"], mark: "in", measured: 9 } };
  const { result } = await submit({ ...document, items } as VisitDraft);
  expect(result).toEqual({ ok: true, state: "awaiting" });
});

test("what another device has saved is not written over", async () => {
  const id = await begin();
  const save = (revision: number) =>
    saveDraft(db, inspector, { id, document: GREEN(), revision }, NOW);
  expect(await save(1)).toEqual({ ok: true, revision: 2 });
  expect(await save(1)).toEqual({ ok: false, reason: "saved-elsewhere", revision: 2 });
});

test("officials of another town, and roles that ended, can do nothing, and it is written down", async () => {
  await load(db, "2026-01-31", [snapshot({ town: "Otherton" }), site("9")]);
  const stranger = await enrol(db, [
    { role: "inspector", at: "otherton" },
    { role: "reviewer", at: "otherton" },
  ]);
  const { id } = await submit(RED());
  const wish = { id: randomUUID(), site: place, domain: "food", kind: "routine" } as const;
  expect(await startVisit(db, stranger, { ...wish, rotationReason: null }, NOW)).toMatchObject({
    reason: "forbidden",
  });
  expect(await confirmVisit(db, stranger, { id }, NOW)).toMatchObject({ reason: "forbidden" });
  await db`update memberships set ended_at = now() where user_id = ${reviewer.userId}`;
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toMatchObject({ reason: "forbidden" });
  const [refused] = await db`select count(*) from access_log where not allowed`;
  expect(refused?.count).toBe(3);
});

test("a declared conflict blocks both inspecting and judging", async () => {
  const { id } = await submit(RED());
  for (const { userId } of [inspector, reviewer]) {
    await db`
      insert into conflicts (user_id, site_id, reason)
      select ${userId}, id, 'owned by family' from sites`;
  }
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toMatchObject({ reason: "conflict" });
  const wish = { id: randomUUID(), site: place, domain: "food", kind: "routine" } as const;
  expect(await startVisit(db, inspector, { ...wish, rotationReason: null }, NOW)).toMatchObject({
    reason: "conflict",
  });
});

test("a third routine visit running by one inspector needs a reason", async () => {
  await submit(GREEN());
  await submit(GREEN());
  const wish = { id: randomUUID(), site: place, domain: "food", kind: "routine" } as const;
  const start = (rotationReason: string | null) =>
    startVisit(db, inspector, { ...wish, rotationReason }, NOW);
  expect(await start(null)).toEqual({ ok: false, reason: "rotation" });
  expect(await start("the only inspector")).toMatchObject({ ok: true });
});

test("a follow-up of a place that nobody has been to is refused, another kind is not", async () => {
  await load(db, "2026-02-01", [snapshot(), site("1"), site("2")]);
  const [fresh] = await db<{ publicId: string }[]>`
    select public_id from listings where public_id <> ${place}`;
  const wish = { site: fresh?.publicId ?? "", domain: "food", rotationReason: null } as const;
  const start = (kind: "follow-up" | "complaint") =>
    startVisit(db, inspector, { ...wish, id: randomUUID(), kind }, NOW);
  expect(await start("follow-up")).toEqual({ ok: false, reason: "kind" });
  expect(await start("complaint")).toMatchObject({ ok: true });
});

test("a follow-up asks for what was left open, closes its task and is rated by the same rule", async () => {
  const { id } = await submit(RED());
  await confirmVisit(db, reviewer, { id }, NOW);
  const follow = await begin(inspector, "follow-up");
  const [draft] = await db<
    { document: VisitDraft }[]
  >`select document from visits where id = ${follow}`;
  const document = draft?.document as VisitDraft;
  expect(Object.keys(document.items)).toHaveLength(55);
  expect(document.items["22"]).toBeUndefined();
  const done = { ...GREEN(), kind: "follow-up" as const, visitedOn: "2026-03-05" };
  expect(
    await submitVisit(db, inspector, { id: follow, document: done, revision: 1 }, LATER(48)),
  ).toEqual({
    ok: true,
    state: "published",
  });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-05" });
  const [open] = await db`select count(*) from tasks where done_at is null`;
  expect(open?.count).toBe(0);
});

test("a returned visit that nobody goes on with is told once, to its inspector too", async () => {
  const { id } = await submit(RED());
  await returnVisit(db, reviewer, { id, reason: "Which fridge?" }, LATER(1));
  const told: Escalation[] = [];
  const tell = async (_: unknown, escalation: Escalation) => void told.push(escalation);
  expect(await attendVisits(db, LATER(24), tell)).toMatchObject({ returned: 0, escalated: 0 });
  expect(await attendVisits(db, LATER(25), tell)).toMatchObject({ returned: 1, escalated: 0 });
  expect(await attendVisits(db, LATER(26), tell)).toMatchObject({ returned: 0 });
  expect(told.map(({ kind, recipients }) => [kind, recipients.length])).toEqual([["returned", 2]]);
});

test("the database refuses a step that visits do not take, and edits of what was submitted", async () => {
  const { id } = await submit(GREEN());
  await expect(db`update visits set state = 'draft' where id = ${id}`).rejects.toThrow(
    "does not go",
  );
  await expect(
    db`update visits set document = document || '{"remarks": "x"}' where id = ${id}`,
  ).rejects.toThrow("never edited");
  await expect(db`delete from visits`).rejects.toThrow("never removed");
  await expect(db`delete from visit_steps`).rejects.toThrow("append-only");
});

test("a result without a colour is no way around the second person", async () => {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'no-smilefjes', '2016', '2026-03-01' from authorities`;
  const blank = filledDraft(
    await readPinnedScheme(db, { schemeId: "no-smilefjes", schemeVersion: "2016" }),
    { inputs: {} },
  );
  const { result } = await submit(blank);
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "pending" });
});

test("a correction that is withdrawn gives way to what it corrected", async () => {
  const { id: of } = await submit(GREEN());
  const begun = await correctVisit(
    db,
    inspector,
    { id: randomUUID(), of, reason: "wrong item" },
    NOW,
  );
  if (!begun.ok) throw new Error(begun.reason);
  const red = { id: begun.id, document: { ...RED(), kind: "routine" as const }, revision: 1 };
  await submitVisit(db, inspector, red, LATER(1));
  await confirmVisit(db, reviewer, { id: begun.id }, LATER(2));
  expect(await shown()).toMatchObject({ standing: "red" });
  const wish = { id: begun.id, reason: "it was right before" };
  expect(await withdrawVisit(db, reviewer, wish, LATER(3))).toMatchObject({
    reason: "own-confirmation",
  });
  const another = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  expect(await withdrawVisit(db, another, wish, LATER(3))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("published");
  await expectRebuildToAgree();
});

test("a correction closes nothing before it is confirmed", async () => {
  const { id: of } = await submit(GREEN());
  const begun = await correctVisit(db, inspector, { id: randomUUID(), of, reason: "sewage" }, NOW);
  if (!begun.ok) throw new Error(begun.reason);
  const document = { ...RED(), emergency: { grounds: "Sewage" } };
  const submission = { id: begun.id, document, revision: 1 };
  expect(await submitVisit(db, inspector, submission, LATER(1))).toMatchObject({
    state: "awaiting",
  });
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("published");
  expect(await shown()).toMatchObject({ standing: "pending" });
});

test("of two visits of a day the later hour holds, whichever was confirmed last", async () => {
  const morning = await submit({ ...RED(), timeIn: "08:00", timeOut: "09:00" });
  await submit({ ...GREEN(), kind: "requested", timeIn: "14:00", timeOut: "15:00" });
  await confirmVisit(db, reviewer, { id: morning.id }, LATER(6));
  expect(await shown()).toMatchObject({ standing: "green" });
  await expectRebuildToAgree();
});

test("an older visit that still waits hides no newer result", async () => {
  await submit(RED());
  const later = { ...GREEN(), kind: "requested" as const, visitedOn: "2026-03-10" };
  await submit(later, inspector, new Date("2026-03-10T12:00:00Z"));
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-10" });
});

test("a submission that was read before another device saved is refused and changes nothing", async () => {
  const id = await begin();
  await saveDraft(db, inspector, { id, document: RED(), revision: 1 }, NOW);
  const stale = { id, document: GREEN(), revision: 1 };
  expect(await submitVisit(db, inspector, stale, NOW)).toEqual({
    ok: false,
    reason: "saved-elsewhere",
  });
  const [visit] = await db`select state from visits where id = ${id}`;
  expect(visit?.state).toBe("draft");
});

test("whose conflict was declared after the visit began cannot submit it", async () => {
  const id = await begin();
  await db`
    insert into conflicts (user_id, site_id, reason)
    select ${inspector.userId}, id, 'bought by family' from sites`;
  expect(
    await submitVisit(db, inspector, { id, document: GREEN(), revision: 1 }, NOW),
  ).toMatchObject({
    reason: "conflict",
  });
});

test("a confirmed result of a scheme with a delay waits for its day like any other", async () => {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const fhrs = await readPinnedScheme(db, { schemeId: "uk-fhrs", schemeVersion: "2018-11" });
  const worst = { hygiene: 25, structural: 20, confidence: 30 };
  const { id } = await submit(filledDraft(fhrs, { inputs: worst }));
  expect(await confirmVisit(db, reviewer, { id }, LATER(1))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const tell = async () => {};
  await attendVisits(db, new Date("2026-03-31T00:00:00Z"), tell);
  expect(await shown()).toMatchObject({ standing: "red", outcome: "0" });
  const [task] = await db`select due_on from tasks`;
  expect(task?.dueOn).toBe("2026-03-17");
});

test("a follow-up leaves a complaint open, and what a withdrawn visit had done is open again", async () => {
  await db`
    insert into tasks (site_id, domain, authority_id, reason, due_on, created_at)
    select l.site_id, 'food', l.authority_id, 'complaint', '2026-03-10', ${NOW} from listings l`;
  const open = async () =>
    (await db`select from tasks where done_at is null and reason = 'complaint'`).count;
  await submit({ ...GREEN(), kind: "follow-up" });
  expect(await open()).toBe(1);
  const { id } = await submit({ ...GREEN(), kind: "complaint" }, inspector, LATER(1));
  expect(await open()).toBe(0);
  await withdrawVisit(db, reviewer, { id, reason: "wrong shop" }, LATER(2));
  expect(await open()).toBe(1);
});

test("a number that belongs to another visit is refused in words", async () => {
  const id = await begin();
  const other = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const wish = {
    id,
    site: place,
    domain: "food",
    kind: "complaint",
    rotationReason: null,
  } as const;
  expect(await startVisit(db, other, wish, NOW)).toEqual({ ok: false, reason: "taken" });
});
