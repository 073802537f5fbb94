import type { SiteDetail } from "@/core/listing";
import type { Db } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { rating, site, snapshot } from "@/tests/support/rows";

/** A town with a place of each kind of result. */
export const TOWN = [
  snapshot(),
  site("1"),
  rating("1", "5", { inputs: { hygiene: 5, structural: 0, confidence: 5 } }),
  site("2", { reply: "We have cleaned since." }),
  rating("2", "1"),
  site("3"),
  rating("3", "AwaitingInspection", { ratedOn: null }),
  site("4"),
  rating("4", "Exempt", { ratedOn: null }),
];

/** The standing of each place, by its name. */
export async function listed(db: Db): Promise<Record<string, string>> {
  const rows = await db<{ name: string; standing: string }[]>`
    select name, food_standing as standing from listings order by name`;
  return Object.fromEntries(rows.map(({ name, standing }) => [name, standing]));
}

export async function siteNamed(db: Db, name: string): Promise<SiteDetail> {
  const [row] = await db<{ publicId: string }[]>`
    select public_id from listings where name = ${name}`;
  const found = await findSite(db, row?.publicId ?? "");
  if (!found || "mergedInto" in found) throw new Error(`${name} is not listed.`);
  return found;
}

/** What the imports have found wrong, in order. */
export async function problems(db: Db): Promise<string[]> {
  const rows = await db<{ problem: string }[]>`select problem from import_issues order by id`;
  return rows.map(({ problem }) => problem);
}
