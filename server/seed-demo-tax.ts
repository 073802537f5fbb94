import { createHash } from "node:crypto";
import type { Db } from "@/db/client";
import { addTaxAuthority } from "@/db/commands/tax/add-tax-authority";
import { operatorsOf } from "@/server/demo-data/operators";
import type { DemoSnapshot } from "@/server/demo-data/snapshots";
import { demoTax } from "@/server/demo-data/tax";
import { deliver } from "@/server/tax/deliver";

/** Schemes take effect at the beginning of a year that every invented day lies in, or after. */
const SINCE = "2026-01-01";

/** Adds the invented tax authority and its deliveries; those that are there stay as they are. */
export async function seedDemoTax(
  db: Db,
  { day, snapshots }: { day: Date; snapshots: readonly DemoSnapshot[] },
  say: (line: string) => void,
): Promise<void> {
  const operators = operatorsOf(snapshots, "ee-regcode");
  const { authority, scheme, deliveries } = demoTax(day.toISOString().slice(0, 10), operators);
  const added = await addTaxAuthority(db, { ...authority, scheme, from: SINCE, invented: true });
  if (!added.ok) throw new Error(`${scheme} is not in force on ${SINCE}.`);
  const { authorityId } = added;
  for (const { asOf, csv } of deliveries) {
    const hash = createHash("sha256").update(csv).digest("hex");
    const open = async function* () {
      yield Buffer.from(csv);
    };
    const spooled = { hash, bytes: Buffer.byteLength(csv), open };
    const result = await deliver(db, spooled, { authorityId, keyId: null, now: day });
    if (!result.ok) throw new Error(`Invented figures of ${asOf}: ${result.detail}`);
    if (!result.repeated) say(`Invented data: tax figures of ${asOf}, ${result.state}`);
  }
}
