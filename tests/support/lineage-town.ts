import { randomUUID } from "node:crypto";
import { type NewSite, parseNewSite } from "@/core/new-site";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot, visit } from "@/tests/support/rows";

const SITES = ["1", "2", "3", "4", "5", "6"];
/** What the register of the town says. */
export const TOWN = [
  snapshot(),
  ...SITES.flatMap((key) => [
    site(key, {
      position: { lat: 51.5 + Number(key) / 100, lon: -0.1 },
      operator: { scheme: "no-orgnr", level: "entity", number: `90000000${key}` },
    }),
    rating(key, "5", { visitKey: `v${key}` }),
    visit(key, `v${key}`, "2020-01-15"),
  ]),
];

/** A reason for whatever is done. */
export const reason = "They are the same.";

/** Six places of as many businesses, and who may merge the ones and the others. */
export interface LineageTown {
  db: Db;
  admin: Actor;
  platform: Actor;
  close(): Promise<void>;
}

/** A town of a test file's own. */
export async function openLineageTown(): Promise<LineageTown> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  await load(db, "2025-06-01", TOWN);
  return {
    db,
    admin: await enrol(db, [{ role: "authority-admin", at: "testham" }]),
    platform: await enrol(db, [{ role: "platform-admin", at: null }]),
    async close() {
      await db.end();
      await database.drop();
    },
  };
}

/** The public id of a place by its key in the register. */
export async function idOf(db: Db, key: string): Promise<string> {
  const [row] = await db<{ publicId: string }[]>`
    select public_id from sites s join site_sources l on l.site_id = s.id
    where l.source_key = ${key}`;
  return row?.publicId ?? "";
}

/** A part that becomes a site of its own. */
export function part(name: string): NewSite {
  const parsed = parseNewSite({
    submission: randomUUID(),
    authority: "testham",
    domain: "food",
    name,
    kind: "fixed",
    category: "bakery",
    address: "1 Yard",
  });
  if (!parsed.ok) throw new Error("The part is no site.");
  return parsed.site;
}

/** What was done; a refusal fails the test. */
export function done<T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result as Extract<T, { ok: true }>;
}
