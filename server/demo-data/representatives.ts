import { randomUUID } from "node:crypto";
import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import { emptyDraft, type VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";
import { findOrMake, setPassword } from "@/db/commands/add-user";
import { grantMembership } from "@/db/commands/grant-membership";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findUserId } from "@/db/queries/find-identity";
import { findRoles } from "@/db/queries/find-roles";
import { readPinnedScheme } from "@/db/queries/list-schemes";
import { daysBefore } from "@/server/demo-data/days";

/** Who speaks for invented businesses: for two restaurants, and for a chain. */
export const DEMO_OWNER = { email: "owner@demo-toronto.example", name: "Sasha Doyle" };
export const DEMO_CHAIN = { email: "chain@demo-tallinn.example", name: "Kersti Mägi" };
const INSPECTOR = "inspector@demo-toronto.example";

/** Lets somebody speak for a restaurant that has something to put right, and somebody for a chain. */
export async function seedRepresentatives(
  db: Db,
  hash: () => Promise<string>,
  now: Date,
): Promise<void> {
  if (!(await findUserId(db, DEMO_OWNER.email))) await seedOwner(db, await hash(), now);
  if (!(await findUserId(db, DEMO_CHAIN.email))) await seedChain(db, await hash());
}

async function seedOwner(db: Db, passwordHash: string, now: Date): Promise<void> {
  const sites = await db<{ siteId: number; publicId: string; authorityId: number }[]>`
    select l.site_id, l.public_id, l.authority_id
    from listings l join authorities a on a.id = l.authority_id
    where a.slug = 'demo-toronto' and l.state = 'open' and l.kind = 'fixed'
      and l.category = 'restaurant' and l.food_standing = 'green' and l.goods_standing is null
      and not l.result_pending
    order by l.site_id limit 2`;
  if (sites.length === 0) return;
  for (const [at, { publicId }] of sites.entries()) {
    await recordVisit(db, publicId, at === 0 ? "conditional" : "waiting", now);
  }
  const userId = await makeUser(db, DEMO_OWNER, passwordHash);
  for (const { siteId, authorityId } of sites) {
    await grantMembership(db, null, { userId, role: "representative", authorityId, siteId });
  }
}

/** The entity with the most places in the invented Tallinn. */
async function seedChain(db: Db, passwordHash: string): Promise<void> {
  const [chain] = await db<{ entityId: number; authorityId: number }[]>`
    select l.entity_id, l.authority_id
    from listings l join authorities a on a.id = l.authority_id
    where a.slug = 'demo-tallinn' and l.entity_id is not null
    group by l.entity_id, l.authority_id order by count(*) desc, l.entity_id limit 1`;
  if (!chain) return;
  const userId = await makeUser(db, DEMO_CHAIN, passwordHash);
  await grantMembership(db, null, { userId, role: "representative", ...chain });
}

async function makeUser(
  db: Db,
  user: { email: string; name: string },
  passwordHash: string,
): Promise<string> {
  return db.begin(async (tx) => {
    const { userId } = await findOrMake(tx, { ...user, demo: true });
    await setPassword(tx, userId, passwordHash);
    return userId;
  });
}

/** A visit of yesterday: one that was published with something left to do, or one that waits. */
async function recordVisit(
  db: Db,
  site: string,
  story: "conditional" | "waiting",
  now: Date,
): Promise<void> {
  const inspector = await findUserId(db, INSPECTOR);
  if (!inspector) return;
  const actor = { userId: inspector, memberships: await findRoles(db, inspector) };
  const id = randomUUID();
  const visit = { id, site, domain: "food", kind: "routine", rotationReason: null } as const;
  const started = await startVisit(db, actor, visit, now);
  if (!started.ok) throw new Error(`The visit of ${site} was not begun: ${started.reason}.`);
  const [pinned] = await db<{ schemeId: string; schemeVersion: string }[]>`
    select scheme_id, scheme_version from visits where id = ${id}`;
  if (!pinned) return;
  const visitedOn = daysBefore(now.toISOString().slice(0, 10), 1);
  const document = filledIn(await readPinnedScheme(db, pinned), visitedOn, story);
  const sent = await submitVisit(db, actor, { id, document, revision: 1 }, now);
  if (!sent.ok) throw new Error(`The visit of ${site} was not recorded: ${JSON.stringify(sent)}`);
}

/** By the number of the checklist's item. */
const FOUND: Readonly<Record<"conditional" | "waiting", VisitDraft["items"]>> = {
  conditional: {
    "8": out("A cook went from raw chicken to plating without washing hands; did so when told.", {
      corrected: true,
    }),
    "22": out("The salad fridge stood at 9 °C. What was in it was thrown away.", {
      corrected: true,
      measured: 9,
    }),
    "36": out("There is no thermometer in the walk-in fridge."),
    "49": out("Grease behind the fryers."),
    "55": out("A floor tile is missing in front of the dishwasher."),
  },
  waiting: {
    "16": out("No sanitiser at the dishwasher.", { measured: 0 }),
    "38": out("Fresh mouse droppings under the dry store shelves."),
  },
};

function out(
  comment: string,
  more: Partial<VisitDraft["items"][string]> = {},
): VisitDraft["items"][string] {
  return { mark: "out", corrected: false, comment, measured: null, photos: [], ...more };
}

/** A form with every item in order but those found. */
function filledIn(
  scheme: Scheme,
  visitedOn: IsoDate,
  story: "conditional" | "waiting",
): VisitDraft {
  const inOrder = {
    mark: "in",
    corrected: false,
    comment: "",
    measured: null,
    photos: [],
  } as const;
  return {
    ...emptyDraft("routine", visitedOn),
    ...{ timeIn: "09:30", timeOut: "11:00", personInCharge: "Sasha Doyle" },
    items: Object.fromEntries(
      scheme.checklist.map(({ code }) => [code, FOUND[story][code] ?? { ...inOrder, photos: [] }]),
    ),
    inputs: { score: story === "conditional" ? 82 : 71, imminentHazard: false },
    signatures: { inspector: "Avery Clarke", person: { name: "Sasha Doyle" } },
  };
}
