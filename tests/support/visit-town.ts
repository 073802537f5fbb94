import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Actor } from "@/core/permissions";
import type { VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";
import { rebuild } from "@/db/commands/publish";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { ownDatabase } from "@/tests/support/own-database";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

export const NOW = new Date("2026-03-03T12:00:00Z");
export const LATER = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

export const ALAMEDA = schemeNamed("us-alameda@2012");
export const GREEN = () => filledDraft(ALAMEDA);
export const RED = () => filledDraft(ALAMEDA, { out: { "22": {} } });

/** A town that records its visits here, with one place, an inspector and a reviewer. */
export interface VisitTown {
  db: Db;
  inspector: Actor;
  reviewer: Actor;
  /** Public id of the one place, which an import rated yellow in 2025. */
  place: string;
  begin(by?: Actor, kind?: VisitDraft["kind"]): Promise<string>;
  submit(
    document: VisitDraft,
    by?: Actor,
    now?: Date,
  ): Promise<{ id: string; result: Awaited<ReturnType<typeof submitVisit>> }>;
  /** What the listing of the place shows. */
  shown(): Promise<Record<string, unknown>>;
  /** The listing is as it would be made from nothing. */
  expectRebuildToAgree(): Promise<void>;
}

/** A town of a test's own. */
export async function visitTown(): Promise<VisitTown> {
  const db = await ownDatabase(8);
  await load(db, "2026-01-31", [
    snapshot(),
    site("1"),
    rating("1", "3", { ratedOn: "2025-05-05" }),
  ]);
  // The town records its own visits under the scheme that comes with Placard.
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-01' from authorities`;
  const inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const [listed] = await db<{ publicId: string }[]>`select public_id from listings`;
  const place = listed?.publicId ?? "";

  async function begin(by = inspector, kind: VisitDraft["kind"] = "routine"): Promise<string> {
    const wish = { domain: "food", kind, rotationReason: "nobody else here" } as const;
    const begun = await startVisit(db, by, { id: randomUUID(), site: place, ...wish }, NOW);
    if (!begun.ok) throw new Error(begun.reason);
    return begun.id;
  }

  return {
    ...{ db, inspector, reviewer, place, begin },
    async submit(document, by = inspector, now = NOW) {
      const id = await begin(by, document.kind);
      return { id, result: await submitVisit(db, by, { id, document, revision: 1 }, now) };
    },
    async shown() {
      const [listing] = await db`
        select food_standing as standing, food_outcome as outcome, food_rated_on as day,
          food_scheme as scheme
        from listings where public_id = ${place}`;
      return { ...listing };
    },
    async expectRebuildToAgree() {
      const before = await db`select * from listings order by site_id`;
      await db.begin((tx) => rebuild(tx));
      expect([...(await db`select * from listings order by site_id`)]).toEqual([...before]);
    },
  };
}
