import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { IsoDate } from "@/core/import-row";
import { type Implausible, implausible, type TaxBatchState, type TaxMoves } from "@/core/tax-batch";
import type { TaxFault, TaxRow } from "@/core/tax-row";
import type { Db, Tx } from "@/db/client";
import { compareTaxRows } from "@/db/commands/tax/compare-tax-rows";
import { mergeTaxRows } from "@/db/commands/tax/merge-tax-rows";
import { type StagedTax, stageTaxRows, TAX_ROW_COLUMNS } from "@/db/commands/tax/stage-tax-rows";
import { lockTaxSource } from "@/db/commands/tax/tax-source";
import { listTaxSchemes, type TaxSchemes } from "@/db/queries/list-tax-schemes";

export interface TaxDelivery {
  authorityId: number;
  /** SHA-256 of the body, hex. */
  bodyHash: string;
  /** By which key it was signed; null for what the operator brings. */
  keyId: string | null;
  read: (schemes: TaxSchemes) => AsyncIterable<TaxRow | TaxFault>;
  onRow?: () => void;
}

/** What became of a delivery that was taken in, now or before. */
export interface ReceivedTax {
  ok: true;
  /** True where the same body had come before: nothing changed. */
  repeated: boolean;
  id: string;
  state: TaxBatchState;
  /** Why it is held, or was; null where it never was. */
  doubt: Implausible | null;
  /** Of whoever decided on it. */
  reason: string | null;
  rows: number;
  asOf: IsoDate;
  scheme: string;
  moves: TaxMoves;
  listed: number;
}

/**
 * `busy`: another delivery of the authority is being taken in; `key-ended`: the key ended while this
 * one came.
 */
export type TaxRefusal = "busy" | "key-ended";

export type RefusedTax = { ok: false; faults: TaxFault[]; refusal?: TaxRefusal };

/** Rolls the transaction back with the faults that were found. */
class FaultyRows extends Error {
  faults: TaxFault[];

  constructor(faults: TaxFault[]) {
    super("The rows of a delivery have faults.");
    this.faults = faults;
  }
}

/**
 * Takes in one delivery of a tax authority, whole or not at all: the same body again changes
 * nothing, figures older than those known change nothing, and changes that are implausible wait for
 * a second person. The signature has been checked by whoever calls.
 */
export async function receiveTaxBatch(
  db: Db,
  delivery: TaxDelivery,
): Promise<ReceivedTax | RefusedTax> {
  try {
    return await db.begin(async (tx): Promise<ReceivedTax | RefusedTax> => {
      const { authorityId, bodyHash, keyId } = delivery;
      await tx`set local lock_timeout = '5s'`;
      await lockTaxSource(tx, authorityId, "1970-01-01");
      await tx`set local lock_timeout to default`;
      await prepareBulk(tx);
      if (await hasEnded(tx, keyId)) return { ok: false, faults: [], refusal: "key-ended" };
      const before = await findSame(tx, authorityId, bodyHash);
      if (before) return before;
      const schemes = await listTaxSchemes(tx, authorityId);
      const staged = await stageTaxRows(tx, delivery.read(schemes), delivery.onRow ?? (() => {}));
      if (!staged.ok) throw new FaultyRows(staged.faults);
      const compared = await compareTaxRows(tx, authorityId, staged.scheme);
      if (!compared.ok) throw new FaultyRows(compared.faults);
      const doubt = implausible(compared.moves, compared.known);
      const state = doubt ? "held" : "applied";
      const id = await recordBatch(tx, delivery, staged, { state, moves: compared.moves, doubt });
      const listed = doubt
        ? await holdRows(tx, id)
        : await applyRows(tx, { authorityId, batchId: id, asOf: staged.asOf });
      const { id: scheme, version } = staged.scheme;
      return {
        ...{ ok: true as const, repeated: false, id, state, doubt, reason: null, listed },
        ...{ rows: staged.rows, asOf: staged.asOf, moves: compared.moves },
        scheme: `${scheme}@${version}`,
      };
    });
  } catch (error) {
    if (error instanceof FaultyRows) return { ok: false, faults: error.faults };
    if (isLockTimeout(error)) return { ok: false, faults: [], refusal: "busy" };
    throw error;
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === "55P03";
}

/** A delivery may have waited for long since its signature was checked. */
async function hasEnded(tx: Tx, keyId: string | null): Promise<boolean> {
  const [ended] = await tx`
    select from authority_keys where id = ${keyId} and ended_at is not null`;
  return ended !== undefined;
}

/** A delivery may be of a million rows. */
export async function prepareBulk(tx: Tx): Promise<void> {
  // A pool of the server's may end what takes long; and to plan every check of every row's foreign
  // keys anew would.
  await tx`set local statement_timeout = 0`;
  await tx`set local plan_cache_mode = auto`;
  await tx`set local work_mem = '128MB'`;
  // What is sorted into an index at once is sorted in sooner.
  await tx`set local gin_pending_list_limit = '16MB'`;
}

/** Applies the compared rows and moves the source's day. */
export async function applyRows(
  tx: Tx,
  { authorityId, batchId, asOf }: { authorityId: number; batchId: string; asOf: IsoDate },
): Promise<number> {
  await tx`
    update sources set as_of = ${asOf}
    where authority_id = ${authorityId} and format = 'tax' and as_of < ${asOf}`;
  return mergeTaxRows(tx, { authorityId, batchId });
}

async function findSame(
  tx: Tx,
  authorityId: number,
  bodyHash: string,
): Promise<ReceivedTax | null> {
  const [same] = await tx<Omit<ReceivedTax, "ok" | "repeated" | "listed">[]>`
    select id, state, doubt, reason, rows, as_of, moves, scheme_id || '@' || scheme_version as scheme
    from tax_batches where authority_id = ${authorityId} and body_hash = ${bodyHash}`;
  return same ? { ok: true, repeated: true, listed: 0, ...same } : null;
}

/** Who registered the key counts as the sender: whoever holds it may have had it from them alone. */
async function recordBatch(
  tx: Tx,
  { authorityId, bodyHash, keyId }: TaxDelivery,
  { rows, asOf, scheme }: StagedTax,
  { state, moves, doubt }: { state: string; moves: TaxMoves; doubt: Implausible | null },
): Promise<string> {
  const id = randomUUID();
  await tx`
    insert into tax_batches (id, authority_id, scheme_id, scheme_version, as_of, body_hash, key_id,
      rows, state, moves, doubt, received_by)
    values (${id}, ${authorityId}, ${scheme.id}, ${scheme.version}, ${asOf}, ${bodyHash}, ${keyId},
      ${rows}, ${state}, ${tx.json(moves)}, ${doubt && tx.json({ ...doubt })},
      (select registered_by from authority_keys where id = ${keyId}))`;
  return id;
}

/** Keeps the rows until somebody decides. */
async function holdRows(tx: Tx, batchId: string): Promise<number> {
  const columns = tx.unsafe(
    [...Object.keys(TAX_ROW_COLUMNS), "standing_before", "change"].join(", "),
  );
  await tx`
    insert into tax_held_rows (batch_id, ${columns})
    select ${batchId}::uuid, ${columns} from tax_rows`;
  return 0;
}
