import type { Db } from "@/db/client";
import { seedOfficials } from "@/server/demo-data/officials";
import { seedDemo } from "@/server/seed-demo";
import { seedDesks } from "@/server/seed-desks";
import { seedMatches } from "@/server/seed-matches";

/** Adds all of the demonstration that is not there yet: businesses, whoever signs in, their desks. */
export async function fillDemo(db: Db, now: Date, say: (line: string) => void): Promise<void> {
  await seedDemo(db, now, say);
  await seedOfficials(db, now);
  await seedDesks(db, now);
  await seedMatches(db);
}
