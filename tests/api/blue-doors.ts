import { formatPublicId } from "@/core/public-id";
import { database } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";

const OPERATOR = { scheme: "ee-regcode", level: "entity", number: "10421629" } as const;

/** A town of many Blue Doors that the API answers of. */
export interface BlueDoors {
  /** The first import. */
  runId: string;
  /** As it is stored, by the key of the site. */
  publicIds: ReadonlyMap<string, string>;
  /** As it is shown. */
  idOf(key: string): string;
  close(): Promise<void>;
}

/** The town in a database of a test file's own. */
export async function openBlueDoors(): Promise<BlueDoors> {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  const blueDoors = Array.from({ length: 45 }, (_, i) => [
    site(String(i), {
      name: `Blue Door ${i}`,
      position: { lat: 51.5 + i / 1000, lon: -0.1 },
      operator: i < 25 ? OPERATOR : null,
      formerNames: i === 7 ? [{ name: "Green Gate", until: "2019-01-01" }] : [],
    }),
    rating(String(i), i % 3 === 0 ? "1" : "5", {
      ratedOn: i === 0 ? "2020-01-31" : "2015-01-15",
      inputs: i === 0 ? { hygiene: 5, structural: 20, confidence: 5 } : {},
    }),
  ]).flat();
  const town = [
    snapshot(),
    ...blueDoors,
    site("99", { name: `=cmd()" , "Oddity"` }),
    rating("99", '=HYPERLINK("x")'),
  ];
  const { runId } = await load(database(), "2020-02-01", town);
  await load(database(), "2020-03-01", [
    ...town,
    visit("3", "3-1", "2020-02-20"),
    finding("3", "3-1", "Flies in the kitchen"),
    rating("3", "0", { visitKey: "3-1", ratedOn: "2020-02-20" }),
  ]);
  const publicIds = new Map<string, string>();
  const rows = await database()<{ sourceKey: string; publicId: string }[]>`
    select source_key, public_id from site_sources join sites on sites.id = site_id`;
  for (const { sourceKey, publicId } of rows) publicIds.set(sourceKey, publicId);
  return {
    runId,
    publicIds,
    idOf: (key) => formatPublicId(publicIds.get(key) ?? ""),
    async close() {
      await database().end();
      await created.drop();
    },
  };
}
