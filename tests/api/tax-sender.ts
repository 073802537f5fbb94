import { database, officeDatabase } from "@/db/client";
import { ask } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { feedCsv, feedRow, makeKey, makeTaxAuthority, signatureOf } from "@/tests/support/tax-feed";

/** What a tax authority sends by, and what that leaves. */
export interface TaxSender {
  authorityId: number;
  key: Awaited<ReturnType<typeof makeKey>>;
  /** Sends a body, signed by the key at hand unless headers say otherwise. */
  send(body: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** A tax authority with a key, in a database that the API answers from. */
export async function openTaxSender(): Promise<TaxSender> {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  const authorityId = await makeTaxAuthority(database(), "tax-board");
  const key = await makeKey(database(), authorityId);
  return {
    authorityId,
    key,
    send: (body, headers = {}) =>
      ask("/api/v1/tax/batches", {
        method: "POST",
        headers: {
          "content-type": "text/csv",
          "placard-key": key.id,
          "placard-signature": signatureOf(body, key.privateKey),
          ...headers,
        },
        body,
      }),
    async close() {
      await Promise.all([database().end(), officeDatabase().end()]);
      await created.drop();
    },
  };
}

let next = 50_000;

/** Numbers of companies that nobody has told of; the first of them. */
export function newCompanies(count: number): number {
  next += count;
  return next - count + 1;
}

/** A delivery of companies that nobody has told of. */
export function delivery(count = 3, given: Record<string, string> = {}): string {
  const first = newCompanies(count);
  return feedCsv(Array.from({ length: count }, (_, i) => feedRow(first + i, given)));
}

/** All that a delivery could add to. */
export async function counts() {
  const [row] = await database()`
    select (select count(*) from tax_batches) as batches, (select count(*) from tax_standings) as
      standings, (select count(*) from legal_entities) as entities,
      (select position from event_counter) as position`;
  return row;
}
