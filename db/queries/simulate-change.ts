import type { SimulatedChange } from "@/core/administration";
import { type Scheme, schemeKey } from "@/core/scheme";
import { monthsBefore, simulateRating } from "@/core/simulate";
import type { SiteDomain, Standing } from "@/core/standing";
import type { Db } from "@/db/client";
import { listSchemes } from "@/db/queries/list-schemes";
import { listStoredRatings } from "@/db/queries/list-stored-ratings";

const MONTHS = 24;
/** So many take some seconds; the command looks at all. */
const RATINGS_MAX = 50_000;
const EXAMPLES_MAX = 20;

/** Tries a scheme version on an authority's current ratings of two years. Nothing is written. */
export async function simulateChange(
  db: Db,
  { authorityId, domain, proposed }: { authorityId: number; domain: SiteDomain; proposed: Scheme },
  now: Date,
): Promise<SimulatedChange> {
  const schemes = await listSchemes(db);
  const counts = { stay: 0, move: 0, untold: 0 };
  const moves = new Map<string, SimulatedChange["moves"][number]>();
  const examples: Omit<SimulatedChange["examples"][number], "name" | "slug">[] = [];
  let seen = 0;
  const wanted = { since: monthsBefore(now, MONTHS), of: { authorityId, domain } };
  for await (const batch of listStoredRatings(db, wanted)) {
    for (const rating of batch) {
      const own = rating.scheme === schemeKey(proposed) ? proposed : schemes.get(rating.scheme);
      const simulated = simulateRating(rating, own, proposed);
      counts[simulated.kind] += 1;
      if (simulated.kind !== "move") continue;
      const [was, will] = [simulated.now.standing, simulated.then.standing];
      const key = `${was} ${will}`;
      moves.set(key, { from: was, to: will, sites: (moves.get(key)?.sites ?? 0) + 1 });
      if (examples.length < EXAMPLES_MAX) {
        examples.push({ site: rating.site, from: was, to: will });
      }
    }
    seen += batch.length;
    if (seen >= RATINGS_MAX) break;
  }
  return {
    ...counts,
    moves: [...moves.values()].sort((a, b) => b.sites - a.sites),
    examples: await named(db, examples),
    isPartial: seen >= RATINGS_MAX,
  };
}

async function named(db: Db, examples: readonly { site: string; from: Standing; to: Standing }[]) {
  const rows = await db<{ publicId: string; name: string; slug: string }[]>`
    select public_id, name, slug from listings
    where public_id = any(${examples.map(({ site }) => site)}::text[])`;
  const bySite = new Map(rows.map((row) => [row.publicId, row]));
  return examples.flatMap((example) => {
    const row = bySite.get(example.site);
    return row ? [{ ...example, name: row.name, slug: row.slug }] : [];
  });
}
