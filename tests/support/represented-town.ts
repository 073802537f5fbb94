import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { grantMembership } from "@/db/commands/grant-membership";
import { registerSchemes } from "@/db/commands/register-schemes";
import { submitVisit } from "@/db/commands/visits/submit-visit";
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

export const NOW = new Date("2026-03-03T10:00:00Z");

const ALAMEDA = schemeNamed("us-alameda@2012");

export const COMPANY = { scheme: "ee-regcode", number: "10000018" };

export const TRADER = { scheme: "ee-regcode", number: "10000024" };

/** A town and a tax office, with businesses that somebody may speak for. */
export interface RepresentedTown {
  db: Db;
  /** The ids of both authorities. */
  town: number;
  taxOffice: number;
  company: number;
  trader: number;
  admin: Actor;
  /** The administrator of another town. */
  stranger: Actor;
  taxOfficer: Actor;
  inspector: Actor;
  reviewer: Actor;
  named(name: string): { id: number; publicId: string };
  /** Somebody who speaks for a place or the company. */
  speaker(of: { site: string } | { entity: number }): Promise<Actor>;
  /** A visit that was submitted and waits. */
  draftAt(siteName: string, out: Parameters<typeof filledDraft>[1]): Promise<string>;
  /** Whether each look of somebody's at something was allowed. */
  looks(actor: Actor, subject: string): Promise<boolean[]>;
  close(): Promise<void>;
}

/** A town of a test file's own. */
export async function openRepresentedTown(): Promise<RepresentedTown> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  await registerSchemes(db);
  const company = await makeEntity(db, { number: COMPANY.number, name: "Lepp Holdings" });
  const trader = await makeEntity(db, { number: TRADER.number, legalForm: "sole-trader" });
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
  const sites = new Map<string, { id: number; publicId: string }>();
  const rows = await db<{ id: number; publicId: string; name: string }[]>`
    select site_id as id, public_id, name from listings`;
  for (const { name, ...row } of rows) sites.set(name, row);
  const town = await authorityId(db, "testham");
  const taxOffice = (await taxAuthority(db)).id;
  const admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  const stranger = await enrol(db, [{ role: "authority-admin", at: "otherham" }]);
  const taxOfficer = await enrol(db, [{ role: "tax-officer", at: "tax-office" }]);
  const inspector = await enrol(db, [{ role: "inspector", at: "testham" }], "Inspector Unnamed");
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }], "Reviewer Unnamed");
  const named = (name: string) => sites.get(name) as { id: number; publicId: string };

  async function speaker(of: { site: string } | { entity: number }): Promise<Actor> {
    const { userId } = await enrol(db, []);
    const granted = await grantMembership(db, null, {
      ...{ userId, role: "representative" as const, authorityId: town },
      ...("site" in of ? { siteId: named(of.site).id } : { entityId: of.entity }),
    });
    if (!granted.ok) throw new Error(granted.reason);
    return { userId, memberships: [{ role: "representative", authority: town }] };
  }

  async function draftAt(
    siteName: string,
    out: Parameters<typeof filledDraft>[1],
  ): Promise<string> {
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

  return {
    ...{ db, town, taxOffice, company, trader },
    ...{ admin, stranger, taxOfficer, inspector, reviewer },
    ...{ named, speaker, draftAt, looks },
    async close() {
      await db.end();
      await database.drop();
    },
  };
}
