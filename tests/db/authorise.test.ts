import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ACTIONS,
  type Action,
  type Actor,
  may,
  PERMISSIONS,
  ROLES,
  type Role,
} from "@/core/permissions";
import { connect, type Db, type Tx } from "@/db/client";
import { authorise, authoritiesOf } from "@/db/commands/authorise";
import { endMembership } from "@/db/commands/end-membership";
import { grantIn, grantMembership } from "@/db/commands/grant-membership";
import { findRoles } from "@/db/queries/find-roles";
import { createDatabase } from "@/tests/support/database";

let db: Db;
let drop: () => Promise<void>;
let own: number;
let other: number;
let siteId: number;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 4 });
  const authorities = await db<{ id: number }[]>`
    insert into authorities (slug, name, country, language, invented) values
      ('own', 'Own', 'EE', 'et', false), ('other', 'Other', 'EE', 'et', false) returning id`;
  [own, other] = authorities.map(({ id }) => id) as [number, number];
  const [site] = await db<{ id: number }[]>`
    insert into sites (public_id, kind, category, state)
    values ('7K3M9QX2VD', 'fixed', 'restaurant', 'open') returning id`;
  siteId = site?.id ?? 0;
});
afterAll(async () => {
  await db?.end();
  await drop?.();
});

let count = 0;
async function person(role: Role | null, authorityId: number | null = own) {
  count += 1;
  const userId = `user-${count}`;
  await db`insert into users (id, name, email) values (${userId}, 'A', ${`${userId}@a.example`})`;
  const scope = role === "representative" ? { siteId } : {};
  const granted =
    role && (await grantMembership(db, null, { userId, role, authorityId, ...scope }));
  if (granted && !granted.ok) throw new Error(granted.reason);
  return {
    userId,
    membershipId: granted ? granted.membershipId : 0,
    memberships: await findRoles(db, userId),
  };
}

describe.each(ROLES)("%s", (role) => {
  test("may do just what the table says at the own authority, and nothing at another", async () => {
    const actor = await person(role);
    for (const action of ACTIONS) {
      const allowed = (PERMISSIONS[action] as readonly Role[]).includes(role);
      const at = async (authority: number | null) => [
        action,
        authority,
        await authorise(db, actor, action, authority, "test"),
        may(actor, action, authority),
      ];
      expect(await at(own)).toEqual([action, own, allowed, allowed]);
      expect(await at(other)).toEqual([action, other, false, false]);
      expect(await at(null)).toEqual([action, null, false, false]);
      const open = await db<{ id: number }[]>`
        select id from authorities where id in ${authoritiesOf(db, actor, action)}`;
      expect([action, open.map(({ id }) => id)]).toEqual([action, allowed ? [own] : []]);
    }
  });

  test("may do nothing once the role has ended, whatever the session still says", async () => {
    const actor = await person(role);
    expect(await endMembership(db, null, actor.membershipId)).toEqual({ ok: true });
    for (const action of ACTIONS) {
      expect([action, await authorise(db, actor, action, own, "test")]).toEqual([action, false]);
      const open =
        await db`select id from authorities where id in ${authoritiesOf(db, actor, action)}`;
      expect([action, open]).toEqual([action, []]);
    }
  });
});

test.each(["auditor", "platform-admin"] as const)(
  "%s of the whole platform may do the same at every authority",
  async (role) => {
    const actor = await person(role, null);
    for (const action of ACTIONS) {
      const allowed = (PERMISSIONS[action] as readonly Role[]).includes(role);
      for (const authority of [own, other, null]) {
        expect([action, await authorise(db, actor, action, authority, "test")]).toEqual([
          action,
          allowed,
        ]);
      }
    }
  },
);

test("whoever is not signed in, or holds no role, may do nothing", async () => {
  for (const actor of [null, await person(null)]) {
    for (const action of ACTIONS) {
      expect([action, await authorise(db, actor, action, own, "test")]).toEqual([action, false]);
    }
  }
});

test("each refusal and each look at what is not public is written down, nothing else", async () => {
  const actor = await person("inspector");
  await authorise(db, actor, "record-visit", own, "site:1");
  await authorise(db, actor, "read-visit", own, "visit:1");
  await authorise(db, actor, "confirm-visit", own, "visit:2");
  await authorise(db, null, "read-visit", own, "visit:3");
  const log = await db`
    select user_id, action, subject, allowed from access_log
    where user_id = ${actor.userId} or subject = 'visit:3' order by id`;
  expect([...log]).toEqual([
    { userId: actor.userId, action: "read-visit", subject: "visit:1", allowed: true },
    { userId: actor.userId, action: "confirm-visit", subject: "visit:2", allowed: false },
    { userId: null, action: "read-visit", subject: "visit:3", allowed: false },
  ]);
});

describe("giving and ending roles", () => {
  async function openSession(userId: string): Promise<() => Promise<boolean>> {
    await db`
      insert into sessions (id, user_id, token, expires_at)
      values (${userId}, ${userId}, ${userId}, now() + interval '1 hour')`;
    return async () => (await db`select id from sessions where user_id = ${userId}`).length > 0;
  }

  test("an authority's admin does it there and nowhere else, and not for the platform", async () => {
    const admin = await person("authority-admin");
    const { userId } = await person(null);
    const grant = (role: Role, authorityId: number | null) =>
      grantMembership(db, admin, { userId, role, authorityId });
    expect(await grant("inspector", own)).toMatchObject({ ok: true });
    expect(await grant("inspector", other)).toEqual({ ok: false, reason: "forbidden" });
    expect(await grant("platform-admin", null)).toEqual({ ok: false, reason: "forbidden" });
    const elsewhere = await person("reviewer", other);
    expect(await endMembership(db, admin, elsewhere.membershipId)).toEqual({
      ok: false,
      reason: "forbidden",
    });
  });

  test.each(["inspector", "reviewer", "auditor", "tax-officer"] as const)(
    "%s may not do it at all",
    async (role) => {
      const actor = await person(role);
      const { userId } = await person(null);
      const grant = { userId, role: "inspector" as const, authorityId: own };
      expect(await grantMembership(db, actor, grant)).toEqual({ ok: false, reason: "forbidden" });
    },
  );

  test("nobody gives themselves a role", async () => {
    const admin = await person("authority-admin");
    const grant = { userId: admin.userId, role: "reviewer" as const, authorityId: own };
    expect(await grantMembership(db, admin, grant)).toEqual({ ok: false, reason: "self" });
    expect(await findRoles(db, admin.userId)).toHaveLength(1);
  });

  test("nobody loses their last role as administrator by a slip", async () => {
    const admin = await person("authority-admin");
    const [held] = await findRoles(db, admin.userId);
    const id = held?.id as number;
    expect(await endMembership(db, admin, id)).toEqual({ ok: false, reason: "last-admin" });
    expect(await endMembership(db, admin, id, true)).toEqual({ ok: true });
  });

  test("says who gave it and who ended it, and signs its holder out each time", async () => {
    const admin = await person("authority-admin");
    const { userId } = await person(null);
    const before = await openSession(userId);
    const granted = await grantMembership(db, admin, {
      userId,
      role: "reviewer",
      authorityId: own,
    });
    if (!granted.ok) throw new Error(granted.reason);
    expect(await before()).toBe(false);
    const after = await openSession(userId);
    await endMembership(db, admin, granted.membershipId);
    expect(await after()).toBe(false);
    const rows = await db`
      select granted_by, ended_by, ended_at is not null as ended from memberships
      where id = ${granted.membershipId}`;
    expect([...rows]).toEqual([{ grantedBy: admin.userId, endedBy: admin.userId, ended: true }]);
  });

  test("one role is held once, however many give it at once", async () => {
    const { userId } = await person(null);
    const grant = { userId, role: "inspector" as const, authorityId: own };
    const results = await Promise.all(
      Array.from({ length: 4 }, () => grantMembership(db, null, grant)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await findRoles(db, userId)).toHaveLength(1);
  });

  test("two who grant to each other at once wait for nothing of the other's", async () => {
    const [one, two] = [await person("authority-admin"), await person("authority-admin")];
    const grant = (tx: Tx, by: typeof one, to: typeof one) =>
      grantIn(tx, by, { userId: to.userId, role: "inspector", authorityId: own });
    await db.begin(async (first) => {
      expect(await grant(first, one, two)).toMatchObject({ ok: true });
      await db.begin(async (second) => {
        await second`set local lock_timeout = '5s'`;
        expect(await grant(second, two, one)).toMatchObject({ ok: true });
      });
    });
  });

  test("a role that works for an authority names one", async () => {
    const { userId } = await person(null);
    const grant = { userId, role: "inspector" as const, authorityId: null };
    expect(await grantMembership(db, null, grant)).toEqual({ ok: false, reason: "no-authority" });
  });
});

test("a look is logged at the authority through which it was allowed", async () => {
  const loggedAt = async (actor: Actor, action: Action, at: readonly number[]) => {
    const subject = `visit:${actor.userId}`;
    expect(await authorise(db, actor, action, at, subject)).toBe(true);
    const rows = await db<{ authorityId: number | null }[]>`
      select authority_id from access_log where subject = ${subject}`;
    return rows.map(({ authorityId }) => authorityId);
  };
  expect(await loggedAt(await person("reviewer", other), "read-visit", [own, other])).toEqual([
    other,
  ]);
  expect(await loggedAt(await person("auditor", null), "read-visit", [own, other])).toEqual([own]);
});
