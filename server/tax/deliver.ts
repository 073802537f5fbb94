import { UnreadableFile } from "@/core/import-row";
import type { TaxFault } from "@/core/tax-row";
import type { Db } from "@/db/client";
import {
  type ReceivedTax,
  receiveTaxBatch,
  type TaxRefusal,
} from "@/db/commands/tax/receive-tax-batch";
import { readTax } from "@/importers/tax";
import type { Spooled } from "@/server/tax/spool";

export type Delivered =
  | ReceivedTax
  | { ok: false; detail: string; faults: TaxFault[]; refusal?: TaxRefusal };

const REFUSALS: Record<TaxRefusal, string> = {
  busy: "Another delivery of this authority is being taken in. Send this one again when it is done.",
  "key-ended": "Nothing was taken over: this key has ended. Sign with one that is registered.",
};

/** Reads a spooled delivery of an authority and takes it in, or says what is wrong with it. */
export async function deliver(
  db: Db,
  spooled: Spooled,
  of: { authorityId: number; keyId: string | null; now: Date; onRow?: () => void },
): Promise<Delivered> {
  const today = of.now.toISOString().slice(0, 10);
  try {
    const received = await receiveTaxBatch(db, {
      authorityId: of.authorityId,
      keyId: of.keyId,
      bodyHash: spooled.hash,
      ...(of.onRow && { onRow: of.onRow }),
      read: ({ all, on }) => readTax(spooled.open(), { schemeOn: on, schemes: all, today }),
    });
    if (received.ok) return received;
    const { faults, refusal } = received;
    if (refusal) return { ok: false, detail: REFUSALS[refusal], faults, refusal };
    const detail = `Nothing was taken over: ${faults.length} rows cannot be. Each is named by its line.`;
    return { ok: false, detail, faults };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { ok: false, detail: `Nothing was taken over. ${error.message}`, faults: [] };
  }
}
