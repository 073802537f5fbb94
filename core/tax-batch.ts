import type { IsoDate } from "@/core/import-row";

/** What a delivery of tax figures can come to. */
const TAX_BATCH_STATES = ["held", "applied", "refused"] as const;
export type TaxBatchState = (typeof TAX_BATCH_STATES)[number];

/**
 * What is signed of a delivery: these words and the SHA-256 of its body in hex, so that a stream can
 * be signed that no memory holds, and no signature of anything else stands for one.
 */
export function signedText(bodyHash: string): string {
  return `placard-tax-batch:v1:${bodyHash}`;
}

/** How many standings turn from which into which: `green>red`, `new>green`, `same`, `older`. */
export type TaxMoves = Readonly<Record<string, number>>;

/** More of the known entities than this turning red, or losing their colour, at once is unlikely. */
const HELD_SHARE = 0.05;

/** Why a delivery waits for a second person. */
export interface Implausible {
  kind: "red" | "withdrawn";
  count: number;
  known: number;
}

const COLOURED = ["green", "yellow", "red"];

/** What about the moves of a delivery is implausible for one that knew so many; null if nothing. */
export function implausible(moves: TaxMoves, known: number): Implausible | null {
  const count = (fits: (from: string, to: string) => boolean) =>
    Object.entries(moves).reduce((sum, [move, entities]) => {
      const [from = "", to = ""] = move.split(">");
      return from !== "new" && to !== "" && from !== to && fits(from, to) ? sum + entities : sum;
    }, 0);
  const red = count((_, to) => to === "red");
  if (red > known * HELD_SHARE) return { kind: "red", count: red, known };
  const withdrawn = count((from, to) => COLOURED.includes(from) && to === "unpublished");
  if (withdrawn > known * HELD_SHARE) return { kind: "withdrawn", count: withdrawn, known };
  return null;
}

/** The same in a sentence for machines and logs; pages say it in the reader's language. */
export function implausibleSentence({ kind, count, known }: Implausible): string {
  const what = kind === "red" ? "would turn red at once" : "would no longer be published";
  return `${count} of ${known} known entities ${what}.`;
}

/** One delivery, for the desk. */
export interface TaxBatch {
  id: string;
  authority: { id: number; slug: string; name: string; language: string };
  scheme: string;
  asOf: IsoDate;
  rows: number;
  state: TaxBatchState;
  moves: TaxMoves;
  /** Why it was held; null where it never was. */
  doubt: Implausible | null;
  /** Of whoever decided. */
  reason: string | null;
  /** Who sent it: a key, a person, or neither where the operator's command did. */
  keyName: string | null;
  receivedBy: { id: string; name: string } | null;
  receivedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}
