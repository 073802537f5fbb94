import type { Locale } from "@/core/locale";
import type { Actor } from "@/core/permissions";
import type { VisitReport } from "@/core/visit-report";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { authoritiesOfVisit } from "@/db/queries/authorities-of-visit";
import { findVisitReport } from "@/db/queries/find-visit-report";

/** The report of a visit for an official of its authority; null for anybody else, and where there is none. */
export async function openReport(
  db: Db,
  actor: Actor | null,
  visitId: string,
  page: { base: string; locale: Locale },
): Promise<VisitReport | null> {
  return db.begin(async (tx) => {
    const authorities = await authoritiesOfVisit(tx, visitId);
    const allowed = await authorise(tx, actor, "read-visit", authorities, `report:${visitId}`);
    return allowed ? findVisitReport(tx, visitId, page) : null;
  });
}
