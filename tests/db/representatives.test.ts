import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { RepresentedSubject } from "@/core/representation";
import { connect, type Db } from "@/db/client";
import { endRepresentation } from "@/db/commands/end-representation";
import { grantMembership } from "@/db/commands/grant-membership";
import { inviteRepresentative } from "@/db/commands/invite-representative";
import { openReport } from "@/db/commands/open-report";
import { registerSchemes } from "@/db/commands/register-schemes";
import { confirmVisit, returnVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { listRepresentatives } from "@/db/queries/list-representatives";
import { listStaff } from "@/db/queries/list-staff";
import { findOwnEntity } from "@/db/queries/own/find-own-entity";
import { findOwnSite } from "@/db/queries/own/find-own-site";
import { listOwnStandings } from "@/db/queries/own/list-own-standings";
import { createDatabase } from "@/tests/support/database";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import {
  giveTaxStanding,
  makeEntity,
  publishTheseEntities,
  taxAuthority,
} from "@/tests/support/entities";
import { filledDraft } from "@/tests/support/filled-draft";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

const FORBIDDEN = { ok: false, reason: "forbidden" };
const NOT_RATED = { ok: false, reason: "not-rated" };
const NOW = new Date("2026-03-03T10:00:00Z");
const ALAMEDA = schemeNamed("us-alameda@2012");
const COMPANY = { scheme: "ee-regcode", number: "10000018" };
const TRADER = { scheme: "ee-regcode", number: "10000024" };

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let town: number;
let taxOffice: number;
let company: number;
let trader: number;
let admin: Actor;
let stranger: Actor;
let taxOfficer: Actor;
let inspector: Actor;
let reviewer: Actor;
const sites = new Map<string, { id: number; publicId: string }>();

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await registerSchemes(db);
  company = await makeEntity(db, { number: COMPANY.number, name: "Lepp Holdings" });
  trader = await makeEntity(db, { number: TRADER.number, legalForm: "sole-trader" });
  await giveTaxStanding(db, company, {
    ...{ standing: "yellow", outcome: "attention" },
    ...{ asOf: "2026-02-01", lapsesOn: "2099-03-18" },
  });
  const run = { level: "entity", ...COMPANY } as const;
  await load(db, "2026-01-01", [
    snapshot({ scheme: "us-alameda@2012" }),
    site("1", { name: "Cafe Lepp" }),
    rating("1", "G", { ratedOn: "2025-05-05" }),
    site("2", { name: "Cafe Kask", operator: run }),
    rating("2", "G", { ratedOn: "2025-05-05" }),
    site("3", { name: "Cafe Tamm", operator: { level: "entity", ...TRADER } }),
  ]);
  await load(db, "2026-01-01", [
    snapshot({ town: "Otherham" }),
    site("1", { name: "Cafe Elsewhere" }),
  ]);
  await publishTheseEntities(db, [company, trader]);
  const rows = await db<{ id: number; publicId: string; name: string }[]>`
    select site_id as id, public_id, name from listings`;
  for (const { name, ...row } of rows) sites.set(name, row);
  town = await authorityId(db, "testham");
  taxOffice = (await taxAuthority(db)).id;
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  stranger = await enrol(db, [{ role: "authority-admin", at: "otherham" }]);
  taxOfficer = await enrol(db, [{ role: "tax-officer", at: "tax-office" }]);
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }], "Inspector Unnamed");
  reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }], "Reviewer Unnamed");
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const named = (name: string) => sites.get(name) as { id: number; publicId: string };
const siteOf = (name: string): RepresentedSubject => ({ site: named(name).publicId });
const entity: RepresentedSubject = { entity: COMPANY };

function ask(
  by: Actor,
  at: number,
  subject: RepresentedSubject,
  email = `${randomUUID()}@a.example`,
) {
  return inviteRepresentative(
    db,
    by,
    { authorityId: at, email, name: "Sasha Doyle", subject, locale: "en" },
    ({ token, business }) => ({ subject: business, text: `token ${token}` }),
    NOW,
  );
}

/** Somebody who speaks for a place or the company. */
async function speaker(of: { site: string } | { entity: number }): Promise<Actor> {
  const { userId } = await enrol(db, []);
  const granted = await grantMembership(db, null, {
    ...{ userId, role: "representative" as const, authorityId: town },
    ...("site" in of ? { siteId: named(of.site).id } : { entityId: of.entity }),
  });
  if (!granted.ok) throw new Error(granted.reason);
  return { userId, memberships: [{ role: "representative", authority: town }] };
}

async function draftAt(siteName: string, out: Parameters<typeof filledDraft>[1]): Promise<string> {
  const document = filledDraft(ALAMEDA, { visitedOn: "2026-03-02", ...out });
  const id = await makeDraftVisit(db, inspector, {
    ...{ authority: "testham", scheme: "us-alameda@2012", siteName, draft: document },
  });
  const sent = await submitVisit(db, inspector, { id, document, revision: 1 }, NOW);
  if (!sent.ok) throw new Error(sent.reason);
  return id;
}

async function looks(actor: Actor, subject: string) {
  const rows = await db<{ allowed: boolean }[]>`
    select allowed from access_log
    where user_id = ${actor.userId} and subject = ${subject} order by id`;
  return rows.map(({ allowed }) => allowed);
}

test("a number of a person that somebody looks for is not kept in the log", async () => {
  const page = { cursor: null, limit: 1 };
  for (const [scheme, number] of [
    ["ee-regcode", "37605030299"],
    ["37605030299", "10000018"],
    ["ee-regcode", "10000 030"],
  ] as const) {
    expect(await findOwnEntity(db, stranger, { scheme, number }, page)).toBeNull();
  }
  const looks = await db<{ subject: string }[]>`
    select subject from access_log where user_id = ${stranger.userId} order by id desc limit 3`;
  expect(looks.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^entity-number:(unknown|ee-regcode \d{8})$/),
    "entity-number:unknown",
    "entity-number:unknown",
  ]);
});

describe("an invitation", () => {
  test("lets somebody new speak for a place, and mails a link once", async () => {
    const email = "owner@lepp.example";
    const given = await ask(admin, town, siteOf("Cafe Lepp"), email);
    expect(given).toMatchObject({ ok: true });
    const [held] = await db`
      select m.role, m.site_id, m.entity_id, m.authority_id, m.granted_by
      from memberships m join users u on u.id = m.user_id where u.email = ${email}`;
    expect({ ...held }).toEqual({
      ...{ role: "representative", siteId: named("Cafe Lepp").id, entityId: null },
      ...{ authorityId: town, grantedBy: admin.userId },
    });
    expect(await ask(admin, town, siteOf("Cafe Lepp"), email)).toEqual({
      ok: false,
      reason: "held",
    });
    const mails = await db`select subject, text from mails where recipient = ${email}`;
    expect(mails.map(({ subject }) => subject)).toEqual(["Cafe Lepp"]);
    expect(mails[0]?.text).toMatch(/^token [\w-]{32}$/);
    // Who is here already is told, without a link that changes their password.
    await ask(admin, town, siteOf("Cafe Kask"), email);
    const [second] = await db`select text from mails where recipient = ${email} offset 1`;
    expect(second?.text).toBe("token null");
  });

  test("is listed apart from the authority's own people, and says who has no password yet", async () => {
    const email = "listed@lepp.example";
    await ask(taxOfficer, taxOffice, entity, email);
    expect(await listRepresentatives(db, taxOffice)).toMatchObject([
      { email, isInvited: true, site: null, entity: { ...COMPANY, name: "Lepp Holdings" } },
    ]);
    expect((await listStaff(db, taxOffice)).map(({ userId }) => userId)).toEqual([
      taxOfficer.userId,
    ]);
  });

  test("of another authority's place, of a business it does not rate, or of nothing makes nobody", async () => {
    const email = "never@lepp.example";
    const refused = [
      await ask(stranger, await authorityId(db, "otherham"), siteOf("Cafe Lepp"), email),
      await ask(admin, town, siteOf("Cafe Elsewhere"), email),
      await ask(admin, town, { site: "7K3M9QX2V2" }, email),
      await ask(admin, town, entity, email),
      await ask(taxOfficer, taxOffice, { entity: TRADER }, email),
      await ask(taxOfficer, taxOffice, { entity: { ...COMPANY, number: "1" } }, email),
    ];
    expect(refused).toEqual(refused.map(() => NOT_RATED));
    const forbidden = [
      await ask(stranger, town, siteOf("Cafe Lepp"), email),
      await ask(taxOfficer, taxOffice, siteOf("Cafe Lepp"), email),
      await ask(taxOfficer, town, entity, email),
      await ask(inspector, town, siteOf("Cafe Lepp"), email),
      await ask(await speaker({ site: "Cafe Lepp" }), town, siteOf("Cafe Lepp"), email),
    ];
    expect(forbidden).toEqual(forbidden.map(() => FORBIDDEN));
    expect(await db`select from users where email = ${email}`).toHaveLength(0);
    expect(await db`select from mails where recipient = ${email}`).toHaveLength(0);
  });

  test("is for nobody to give themselves", async () => {
    const [own] = await db<{ email: string }[]>`
      select email from users where id = ${admin.userId}`;
    expect(await ask(admin, town, siteOf("Cafe Lepp"), own?.email)).toEqual({
      ok: false,
      reason: "self",
    });
  });

  test("ends by whoever may give it, with the sessions; the next look is refused", async () => {
    const owner = await speaker({ site: "Cafe Lepp" });
    const [held] = await db<{ id: number }[]>`
      select id from memberships where user_id = ${owner.userId}`;
    const id = held?.id as number;
    await db`
      insert into sessions (id, user_id, token, expires_at)
      values (${randomUUID()}, ${owner.userId}, ${randomUUID()}, '2099-01-01')`;
    for (const by of [stranger, taxOfficer, inspector, owner]) {
      expect(await endRepresentation(db, by, id)).toEqual(FORBIDDEN);
    }
    expect(await findOwnSite(db, owner, named("Cafe Lepp").publicId)).not.toBeNull();
    expect(await endRepresentation(db, admin, id)).toEqual({ ok: true });
    expect(await db`select from sessions where user_id = ${owner.userId}`).toHaveLength(0);
    expect(await findOwnSite(db, owner, named("Cafe Lepp").publicId)).toBeNull();
    expect(await listOwnStandings(db, owner)).toEqual({ entities: [], sites: [] });
  });

  test("of a business is ended by a tax officer, who ends no other role", async () => {
    const given = await ask(taxOfficer, taxOffice, entity);
    if (!given.ok) throw new Error(given.reason);
    const [own] = await db<{ id: number }[]>`
      select id from memberships where user_id = ${taxOfficer.userId}`;
    expect(await endRepresentation(db, taxOfficer, own?.id as number)).toEqual(FORBIDDEN);
    expect(await endRepresentation(db, taxOfficer, given.membershipId)).toEqual({ ok: true });
  });
});

describe("whoever speaks for a place", () => {
  test("sees that place and no other; both looks are written down", async () => {
    const owner = await speaker({ site: "Cafe Lepp" });
    const [own, other] = [named("Cafe Lepp"), named("Cafe Kask")];
    expect((await findOwnSite(db, owner, own.publicId))?.detail.name).toBe("Cafe Lepp");
    expect(await findOwnSite(db, owner, other.publicId)).toBeNull();
    expect(await findOwnSite(db, owner, "7K3M9QX2V2")).toBeNull();
    expect(await findOwnSite(db, inspector, own.publicId)).toBeNull();
    expect(await findOwnEntity(db, owner, COMPANY, { cursor: null, limit: 5 })).toBeNull();
    expect(await looks(owner, `site:${own.id}`)).toEqual([true]);
    expect(await looks(owner, `site:${other.id}`)).toEqual([false]);
    expect(await looks(owner, `entity:${company}`)).toEqual([false]);
    expect(await looks(inspector, `site:${own.id}`)).toEqual([false]);
    const { sites: listed, entities } = await listOwnStandings(db, owner);
    expect(listed.map(({ listing }) => listing.name)).toEqual(["Cafe Lepp"]);
    expect(entities).toEqual([]);
    expect(await looks(owner, "own-standings")).toEqual([true]);
  });

  test("reads of a visit that waits when it was and no more: not what, nor by whom", async () => {
    const owner = await speaker({ site: "Cafe Lepp" });
    const id = await draftAt("Cafe Lepp", { out: { "22": {} }, remarks: "a sealed remark" });
    const { publicId } = named("Cafe Lepp");
    const pending = {
      ...{ domain: "food", visitedOn: "2026-03-02", state: "confirming", publishOn: null },
    };
    const see = () => findOwnSite(db, owner, publicId);
    expect((await see())?.pending).toEqual([pending]);
    expect((await listOwnStandings(db, owner)).sites[0]?.pending).toEqual([pending]);
    expect(await openReport(db, owner, id, { base: "", locale: "en" })).toBeNull();
    // Given back to its inspector it waits no less.
    await returnVisit(db, reviewer, { id, reason: "Look again" }, NOW);
    expect((await see())?.pending).toEqual([pending]);
    const told = JSON.stringify([await see(), await listOwnStandings(db, owner)]);
    for (const secret of ["Unnamed", "sealed", "A. Inspector", '"22"', id]) {
      expect(told).not.toContain(secret);
    }
    await db`update visits set state = 'withdrawn' where id = ${id}`;
    expect((await see())?.pending).toEqual([]);
  });

  test("reads the report and what is to be put right by when, once it is published", async () => {
    const owner = await speaker({ site: "Cafe Lepp" });
    const neighbour = await speaker({ site: "Cafe Kask" });
    const id = await draftAt("Cafe Lepp", { out: { "22": {}, "40": { corrected: true } } });
    await confirmVisit(db, reviewer, { id }, NOW);
    await db`
      insert into tasks (site_id, domain, authority_id, reason, due_on, note)
      values (${named("Cafe Lepp").id}, 'food', ${town}, 'complaint', '2026-03-01', 'Mx Neighbour')`;
    const own = await findOwnSite(db, owner, named("Cafe Lepp").publicId);
    expect(own?.reports).toEqual([{ visitId: id, domain: "food", visitedOn: "2026-03-02" }]);
    expect(own?.followUps).toMatchObject([{ domain: "food", dueOn: "2026-03-02" }]);
    const visit = own?.detail.visits.find((one) => one.id === own.followUps[0]?.visit);
    expect(visit?.findings.map(({ code }) => code)).toEqual(["22", "40"]);
    expect(JSON.stringify(own)).not.toContain("Mx Neighbour");
    const [item] = (await listOwnStandings(db, owner)).sites;
    expect(item?.dueOn).toBe("2026-03-02");
    const page = { base: "", locale: "en" } as const;
    expect((await openReport(db, owner, id, page))?.visitId).toBe(id);
    expect(await openReport(db, neighbour, id, page)).toBeNull();
    expect(await looks(owner, `report:${id}`)).toEqual([true]);
    expect(await looks(neighbour, `report:${id}`)).toEqual([false]);
  });

  test("sees register entries that are to come, and none that was taken down", async () => {
    const owner = await speaker({ site: "Cafe Lepp" });
    const { sourceId } = await taxAuthority(db);
    const enter = (key: string, from: string, to: string) => db`
      insert into register_entries (kind, entry_class, site_id, authority_id, source_id, source_key,
        language, legal_basis, grounds, remedy, starts_on, ends_on, row_hash)
      values ('recall', 'serious', ${named("Cafe Lepp").id}, ${town}, ${sourceId}, ${key}, 'en',
        'Law', ${`grounds ${key}`}, ${`remedy ${key}`},
        (now() at time zone 'UTC')::date + ${from}::interval,
        (now() at time zone 'UTC')::date + ${to}::interval, ${key})`;
    await enter("past", "-9 months", "-1 day");
    await enter("now", "-9 months", "9 months");
    await enter("coming", "1 day", "9 months");
    await enter("repaired", "1 day", "9 months");
    await db`update register_entries set state = 'repaired' where source_key = 'repaired'`;
    const own = await findOwnSite(db, owner, named("Cafe Lepp").publicId);
    expect(own?.entries.map(({ remedy }) => remedy)).toEqual(["remedy now"]);
    expect(own?.coming.map(({ remedy }) => remedy)).toEqual(["remedy coming"]);
  });
});

describe("whoever speaks for a business", () => {
  const see = (actor: Actor, cursor: string | null = null, limit = 5) =>
    findOwnEntity(db, actor, COMPANY, { cursor, limit });

  test("sees its tax standing, the day it lapses and its places, each by itself", async () => {
    const owner = await speaker({ entity: company });
    const own = await see(owner);
    expect(own?.detail.profile?.tax).toMatchObject({ standing: "yellow", outcome: "attention" });
    expect(own?.lapsesOn).toBe("2099-03-18");
    expect(own?.sites.map(({ listing }) => listing.name)).toEqual(["Cafe Kask"]);
    expect((await findOwnSite(db, owner, named("Cafe Kask").publicId))?.detail.name).toBe(
      "Cafe Kask",
    );
    expect(await findOwnSite(db, owner, named("Cafe Lepp").publicId)).toBeNull();
    const listed = await listOwnStandings(db, owner);
    expect(listed.entities).toMatchObject([
      { ...COMPANY, name: "Lepp Holdings", sites: 1, tax: { standing: "yellow" } },
    ]);
    expect(await looks(owner, `entity:${company}`)).toEqual([true]);
  });

  test("sees what they consented to, until that is taken back", async () => {
    const owner = await speaker({ entity: company });
    expect((await see(owner))?.consent).toBeNull();
    await db`
      insert into tax_consents (entity_id, level, given_by, given_at)
      values (${company}, 2, ${owner.userId}, '2026-02-02T12:00:00Z')`;
    expect((await see(owner))?.consent).toEqual({ level: 2, givenOn: "2026-02-02" });
    await db`update tax_consents set withdrawn_by = ${owner.userId}, withdrawn_at = now()`;
    expect((await see(owner))?.consent).toBeNull();
  });

  test("reads no amount that its standing was worked out from", async () => {
    const owner = await speaker({ entity: company });
    await db`
      insert into tax_inputs (standing_id, inputs)
      select id, '{"undisputedArrears": 987654.32}' from tax_standings
      where entity_id = ${company} and superseded_by is null`;
    const told = JSON.stringify([await see(owner), await listOwnStandings(db, owner)]);
    expect(told).not.toMatch(/987654|undisputedArrears/);
  });

  test("reads reports since it runs the place, and nothing of it once somebody else does", async () => {
    const owner = await speaker({ entity: company });
    const { id: siteId, publicId } = named("Cafe Kask");
    const visitId = await draftAt("Cafe Kask", { out: { "40": {} } });
    const reports = async () => (await findOwnSite(db, owner, publicId))?.reports.length;
    expect(await reports()).toBe(1);
    await db`update site_operators set valid_from = '2026-03-03' where site_id = ${siteId}`;
    expect(await reports()).toBe(0);
    expect(await openReport(db, owner, visitId, { base: "", locale: "en" })).toBeNull();
    await db`update site_operators set valid_to = '2026-03-03' where site_id = ${siteId}`;
    expect(await findOwnSite(db, owner, publicId)).toBeNull();
    await db`update site_operators set valid_to = null where site_id = ${siteId}`;
  });

  test("goes on with what it was merged into", async () => {
    const former = await makeEntity(db, { number: "10000030" });
    const owner = await speaker({ entity: former });
    expect(await see(owner)).toBeNull();
    await db`
      update legal_entities set state = 'merged', merged_into = ${company} where id = ${former}`;
    expect((await see(owner))?.detail.profile?.name).toBe("Lepp Holdings");
  });

  test("that may be a natural person is told of no tax, only of its places", async () => {
    const owner = await speaker({ entity: trader });
    const own = await findOwnEntity(db, owner, TRADER, { cursor: null, limit: 5 });
    expect(own?.detail.profile).toBeNull();
    expect(own?.sites.map(({ listing }) => listing.name)).toEqual(["Cafe Tamm"]);
    expect((await listOwnStandings(db, owner)).entities).toMatchObject([
      { name: null, tax: null, sites: 1 },
    ]);
  });
});
