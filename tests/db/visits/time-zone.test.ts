import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { localDay } from "@/core/local-day";
import type { Db } from "@/db/client";
import { attendVisits, type Escalation } from "@/db/commands/visits/attend-visits";
import { remindFollowUps } from "@/db/commands/visits/remind-follow-ups";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findTimeZone } from "@/db/queries/find-time-zone";
import { findVisit } from "@/db/queries/find-visit";
import { findVisitReport } from "@/db/queries/find-visit-report";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";
import { LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

const setZone = (db: Db, zone: string) => db`update authorities set time_zone = ${zone}`;

/** On the third of March by UTC, on the fourth already in Auckland. */
const LATE = new Date("2026-03-03T12:00:00Z");

test("a visit begins on the day that it is at its authority", async () => {
  const { db, inspector, place } = await visitTown();
  await setZone(db, "Pacific/Auckland");
  const wish = { site: place, domain: "food", kind: "routine", rotationReason: null } as const;
  const begun = await startVisit(db, inspector, { id: randomUUID(), ...wish }, LATE);
  if (!begun.ok) throw new Error(begun.reason);
  const visit = await findVisit(db, inspector, begun.id);
  expect(visit?.draft.visitedOn).toBe("2026-03-04");
  expect(visit?.authority.timeZone).toBe("Pacific/Auckland");
});

test("which days lie ahead is told by the authority's day", async () => {
  const { db, inspector, begin } = await visitTown();
  const id = await begin();
  const document = { ...RED(), visitedOn: "2026-03-05" };
  const submission = { id, document, revision: 1 };
  expect(await submitVisit(db, inspector, submission, LATE)).toMatchObject({
    missing: [{ kind: "future" }],
  });
  await setZone(db, "Pacific/Auckland");
  expect(await submitVisit(db, inspector, submission, LATE)).toMatchObject({ ok: true });
});

test("a result with a delay is public as its day begins at the authority, and its papers name that day", async () => {
  const { db, submit } = await visitTown();
  await setZone(db, "America/Toronto");
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const { id } = await submit(filledDraft(schemeNamed("uk-fhrs@2018-11")));
  const report = await findVisitReport(db, id, { base: "", locale: "en" });
  expect(report?.publishOn).toBe("2026-03-31");
  const tell = async () => {};
  // Daylight saving has begun since.
  expect(await attendVisits(db, new Date("2026-03-31T03:59:59Z"), tell)).toMatchObject({
    published: 0,
  });
  expect(await attendVisits(db, new Date("2026-03-31T04:00:00Z"), tell)).toMatchObject({
    published: 1,
  });
});

test("who is told of a closure is told the zone in which to read by when it is to be confirmed", async () => {
  const { db, submit } = await visitTown();
  await setZone(db, "Asia/Shanghai");
  const inputs = { score: 60, imminentHazard: true };
  const closure = filledDraft(schemeNamed("us-alameda@2012"), {
    ...{ inputs, emergency: { grounds: "Sewage" }, kind: "complaint" },
  });
  const { id } = await submit(closure);
  const told: Escalation[] = [];
  await attendVisits(db, LATER(1), async (_, escalation) => void told.push(escalation));
  expect(told).toMatchObject([
    { kind: "closure", timeZone: "Asia/Shanghai", confirmBy: LATER(24) },
  ]);
  const report = await findVisitReport(db, id, { base: "", locale: "en" });
  expect(report?.lapsesAtMs).toBe(LATER(24).getTime());
});

test("of a follow-up is reminded the day before at the authority", async () => {
  const { db } = await visitTown();
  await setZone(db, "Pacific/Auckland");
  const remind = (now: Date) => remindFollowUps(db, now, async () => {});
  await db`
    insert into tasks (site_id, domain, authority_id, reason, due_on)
    select l.site_id, 'food', l.authority_id, 'follow-up', '2026-03-05' from listings l`;
  const due = async () => (await db`select from tasks where reminded_at is not null`).count;
  await remind(new Date("2026-03-03T10:59:00Z"));
  expect(await due()).toBe(0);
  await remind(new Date("2026-03-03T11:01:00Z"));
  expect(await due()).toBe(1);
});

test("an official works in the zone of the authority whose role they have held longest", async () => {
  const { db, inspector } = await visitTown();
  await setZone(db, "Asia/Shanghai");
  await load(db, "2026-01-31", [snapshot({ town: "Otherton" }), site("9")]);
  await db`
    insert into memberships (user_id, role, authority_id)
    select ${inspector.userId}, 'inspector', id from authorities where slug = 'otherton'`;
  expect(await findTimeZone(db, inspector)).toBe("Asia/Shanghai");
  expect(await findTimeZone(db, await enrol(db, [{ role: "auditor", at: null }]))).toBe("UTC");
});

test("an import tells the zone of a new authority and leaves the one that was set; what is no zone is refused", async () => {
  const { db } = await visitTown();
  const told = snapshot({ town: "Otherton" });
  const inZone = (timeZone: string) => ({ ...told, authority: { ...told.authority, timeZone } });
  const zone = async () => {
    const [row] = await db`select time_zone from authorities where slug = 'otherton'`;
    return row?.timeZone;
  };
  await load(db, "2026-01-31", [inZone("Europe/Tallinn"), site("9")]);
  expect(await zone()).toBe("Europe/Tallinn");
  await load(db, "2026-02-28", [inZone("Europe/Paris"), site("9")]);
  expect(await zone()).toBe("Europe/Tallinn");
  await expect(setZone(db, "Europe/Nowhere")).rejects.toThrow("not recognized");
  // Postgres would take these; no calendar of the board tells a day by them.
  await expect(setZone(db, "MSK")).rejects.toThrow("not recognized");
  await expect(setZone(db, "UTC+3")).rejects.toThrow("not recognized");
});

test("every zone that an authority may have tells a day", async () => {
  const { db } = await visitTown();
  const zones = await db<{ name: string }[]>`
    select name from pg_timezone_names where name !~ '^(posix|right)/'
      and name not in ('Factory', 'localtime', 'posixrules')`;
  expect(zones.length).toBeGreaterThan(300);
  for (const { name } of zones) expect(localDay(NOW, name)).toMatch(/^2026-03-0[34]$/);
});
