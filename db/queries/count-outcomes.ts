import type { Scheme } from "@/core/scheme";
import { schemeKey } from "@/core/scheme";
import type { Db } from "@/db/client";

/** How many sites of this board stand with each outcome of a scheme version now. */
export async function countOutcomes(db: Db, scheme: Scheme): Promise<Map<string, number>> {
  // Tax is of legal entities, which have no listings yet.
  if (scheme.domain === "tax") return new Map();
  const [ofScheme, ofOutcome] = [db(`${scheme.domain}_scheme`), db(`${scheme.domain}_outcome`)];
  const rows = await db<{ outcome: string; sites: number }[]>`
    select ${ofOutcome} as outcome, count(*)::int as sites from listings
    where ${ofScheme} = ${schemeKey(scheme)} and ${ofOutcome} is not null
    group by ${ofOutcome}`;
  return new Map(rows.map(({ outcome, sites }) => [outcome, sites]));
}
