import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { RepresentedSubject } from "@/core/representation";
import { endRepresentation } from "@/db/commands/end-representation";
import { inviteRepresentative } from "@/db/commands/invite-representative";
import { listRepresentatives } from "@/db/queries/list-representatives";
import { listStaff } from "@/db/queries/list-staff";
import { findOwnSite } from "@/db/queries/own/find-own-site";
import { listOwnStandings } from "@/db/queries/own/list-own-standings";
import { authorityId } from "@/tests/support/people";
import {
  COMPANY,
  NOW,
  openRepresentedTown,
  type RepresentedTown,
  TRADER,
} from "@/tests/support/represented-town";

const FORBIDDEN = { ok: false, reason: "forbidden" };
const NOT_RATED = { ok: false, reason: "not-rated" };

let here: RepresentedTown;

beforeAll(async () => {
  here = await openRepresentedTown();
});
afterAll(() => here.close());

const siteOf = (name: string): RepresentedSubject => ({ site: here.named(name).publicId });
const entity: RepresentedSubject = { entity: COMPANY };

function ask(
  by: Actor,
  at: number,
  subject: RepresentedSubject,
  email = `${randomUUID()}@a.example`,
) {
  return inviteRepresentative(
    here.db,
    by,
    { authorityId: at, email, name: "Sasha Doyle", subject, locale: "en" },
    ({ token, business }) => ({ subject: business, text: `token ${token}` }),
    NOW,
  );
}

describe("an invitation", () => {
  test("lets somebody new speak for a place, and mails a link once", async () => {
    const email = "owner@lepp.example";
    const given = await ask(here.admin, here.town, siteOf("Cafe Lepp"), email);
    expect(given).toMatchObject({ ok: true });
    const [held] = await here.db`
      select m.role, m.site_id, m.entity_id, m.authority_id, m.granted_by
      from memberships m join users u on u.id = m.user_id where u.email = ${email}`;
    expect({ ...held }).toEqual({
      ...{ role: "representative", siteId: here.named("Cafe Lepp").id, entityId: null },
      ...{ authorityId: here.town, grantedBy: here.admin.userId },
    });
    expect(await ask(here.admin, here.town, siteOf("Cafe Lepp"), email)).toEqual({
      ok: false,
      reason: "held",
    });
    const mails = await here.db`select subject, text from mails where recipient = ${email}`;
    expect(mails.map(({ subject }) => subject)).toEqual(["Cafe Lepp"]);
    expect(mails[0]?.text).toMatch(/^token [\w-]{32}$/);
    // Who is here already is told, without a link that changes their password.
    await ask(here.admin, here.town, siteOf("Cafe Kask"), email);
    const [second] = await here.db`select text from mails where recipient = ${email} offset 1`;
    expect(second?.text).toBe("token null");
  });

  test("is listed apart from the authority's own people, and says who has no password yet", async () => {
    const email = "listed@lepp.example";
    await ask(here.taxOfficer, here.taxOffice, entity, email);
    expect(await listRepresentatives(here.db, here.taxOffice)).toMatchObject([
      { email, isInvited: true, site: null, entity: { ...COMPANY, name: "Lepp Holdings" } },
    ]);
    expect((await listStaff(here.db, here.taxOffice)).map(({ userId }) => userId)).toEqual([
      here.taxOfficer.userId,
    ]);
  });

  test("of another authority's place, of a business it does not rate, or of nothing makes nobody", async () => {
    const email = "never@lepp.example";
    const refused = [
      await ask(here.stranger, await authorityId(here.db, "otherham"), siteOf("Cafe Lepp"), email),
      await ask(here.admin, here.town, siteOf("Cafe Elsewhere"), email),
      await ask(here.admin, here.town, { site: "7K3M9QX2V2" }, email),
      await ask(here.admin, here.town, entity, email),
      await ask(here.taxOfficer, here.taxOffice, { entity: TRADER }, email),
      await ask(here.taxOfficer, here.taxOffice, { entity: { ...COMPANY, number: "1" } }, email),
    ];
    expect(refused).toEqual(refused.map(() => NOT_RATED));
    const forbidden = [
      await ask(here.stranger, here.town, siteOf("Cafe Lepp"), email),
      await ask(here.taxOfficer, here.taxOffice, siteOf("Cafe Lepp"), email),
      await ask(here.taxOfficer, here.town, entity, email),
      await ask(here.inspector, here.town, siteOf("Cafe Lepp"), email),
      await ask(await here.speaker({ site: "Cafe Lepp" }), here.town, siteOf("Cafe Lepp"), email),
    ];
    expect(forbidden).toEqual(forbidden.map(() => FORBIDDEN));
    expect(await here.db`select from users where email = ${email}`).toHaveLength(0);
    expect(await here.db`select from mails where recipient = ${email}`).toHaveLength(0);
  });

  test("is for nobody to give themselves", async () => {
    const [own] = await here.db<{ email: string }[]>`
      select email from users where id = ${here.admin.userId}`;
    expect(await ask(here.admin, here.town, siteOf("Cafe Lepp"), own?.email)).toEqual({
      ok: false,
      reason: "self",
    });
  });

  test("ends by whoever may give it, with the sessions; the next look is refused", async () => {
    const owner = await here.speaker({ site: "Cafe Lepp" });
    const [held] = await here.db<{ id: number }[]>`
      select id from memberships where user_id = ${owner.userId}`;
    const id = held?.id as number;
    await here.db`
      insert into sessions (id, user_id, token, expires_at)
      values (${randomUUID()}, ${owner.userId}, ${randomUUID()}, '2099-01-01')`;
    for (const by of [here.stranger, here.taxOfficer, here.inspector, owner]) {
      expect(await endRepresentation(here.db, by, id)).toEqual(FORBIDDEN);
    }
    expect(await findOwnSite(here.db, owner, here.named("Cafe Lepp").publicId)).not.toBeNull();
    expect(await endRepresentation(here.db, here.admin, id)).toEqual({ ok: true });
    expect(await here.db`select from sessions where user_id = ${owner.userId}`).toHaveLength(0);
    expect(await findOwnSite(here.db, owner, here.named("Cafe Lepp").publicId)).toBeNull();
    expect(await listOwnStandings(here.db, owner)).toEqual({ entities: [], sites: [] });
  });

  test("of a business is ended by a tax officer, who ends no other role", async () => {
    const given = await ask(here.taxOfficer, here.taxOffice, entity);
    if (!given.ok) throw new Error(given.reason);
    const [own] = await here.db<{ id: number }[]>`
      select id from memberships where user_id = ${here.taxOfficer.userId}`;
    expect(await endRepresentation(here.db, here.taxOfficer, own?.id as number)).toEqual(FORBIDDEN);
    expect(await endRepresentation(here.db, here.taxOfficer, given.membershipId)).toEqual({
      ok: true,
    });
  });
});
