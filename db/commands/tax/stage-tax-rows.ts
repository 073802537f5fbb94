import { schemeKey } from "@/core/scheme";
import type { TaxFault, TaxRow } from "@/core/tax-row";
import { indexText } from "@/core/tokens";
import type { Tx } from "@/db/client";
import { type Cell, StagingTable } from "@/db/staging";

/** Where the rows of a delivery wait, by SQL type; `tax_held_rows` keeps the same. */
export const TAX_ROW_COLUMNS = {
  line: "integer",
  scheme: "text",
  number: "text",
  legal_form: "text",
  name: "text",
  normal: "text",
  tokens: "text[]",
  as_of: "date",
  legal_basis: "text",
  inputs: "jsonb",
  standing: "text",
  outcome: "text",
  rule: "text",
  disputed: "boolean",
  planned: "boolean",
  lapses_on: "date",
} as const;

/** A delivery as it was read. */
export interface StagedTax {
  ok: true;
  rows: number;
  /** The newest day of its figures. */
  asOf: string;
  scheme: { id: string; version: string };
}

/** So many faults are told; whoever has more puts these right first. */
export const FAULTS_MAX = 100;

/** After so many rows other work of the process has its turn. */
const TURN = 2000;

/**
 * Copies the rows of a delivery into the temporary table `staged_tax`; none counts unless all do.
 * Faults come back as they are, at most the first hundred.
 */
export async function stageTaxRows(
  tx: Tx,
  rows: AsyncIterable<TaxRow | TaxFault>,
  onRow: () => void,
): Promise<StagedTax | { ok: false; faults: TaxFault[] }> {
  const table = await StagingTable.create(tx, "staged_tax", TAX_ROW_COLUMNS);
  const faults: TaxFault[] = [];
  let first: TaxRow | null = null;
  let asOf = "";
  let count = 0;
  let sent = Promise.resolve();
  try {
    for await (const row of rows) {
      onRow();
      count += 1;
      if (count % TURN === 0) await new Promise(setImmediate);
      if (row.kind === "fault") {
        faults.push(row);
      } else {
        first ??= row;
        if (row.ratedBy === first.ratedBy) {
          if (row.asOf > asOf) asOf = row.asOf;
          // While the database takes some in, the next are read and rated.
          const sending = faults.length === 0 ? table.add(cellsOf(row)) : undefined;
          if (sending) {
            await sent;
            sent = sending;
          }
        } else faults.push(otherScheme(row, first));
      }
      if (faults.length === FAULTS_MAX) break;
    }
  } finally {
    // Until it has arrived the connection takes nothing else, not even the end of the transaction.
    await Promise.allSettled([sent]);
  }
  if (faults.length > 0) return { ok: false, faults };
  if (!first) return { ok: false, faults: [EMPTY] };
  await table.flush();
  await tx`analyze staged_tax (scheme, number)`;
  const { id, version } = first.ratedBy;
  return { ok: true, rows: count, asOf, scheme: { id, version } };
}

const EMPTY: TaxFault = { kind: "fault", line: 1, column: "row", reason: "There is no row." };

function otherScheme(row: TaxRow, first: TaxRow): TaxFault {
  const [own, other] = [schemeKey(row.ratedBy), schemeKey(first.ratedBy)];
  const reason = `as_of falls under ${own}, the first row under ${other}. Send them apart.`;
  return { kind: "fault", line: row.line, column: "as_of", reason };
}

function cellsOf(row: TaxRow): Cell[] {
  const { standing: rated } = row;
  const name = row.name === null ? null : indexText(row.name);
  return [
    row.line,
    row.scheme,
    row.number,
    row.legalForm,
    row.name,
    name?.normal ?? null,
    name?.tokens ?? null,
    row.asOf,
    row.legalBasis,
    row.inputs,
    rated.standing,
    rated.outcome,
    rated.rule,
    rated.disputed,
    rated.planned,
    rated.lapsesOn,
  ];
}
