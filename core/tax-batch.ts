import { z } from "zod";
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

/** The same once it is told from less: `known` is null where only the moves are left to tell it. */
export type HeldFor = Omit<Implausible, "known"> & { known: number | null };

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

const WHAT = { red: "would turn red at once", withdrawn: "would no longer be published" } as const;

/**
 * The same in a sentence for machines and logs, kept with the delivery; pages say it in the reader's
 * language (`reasonsOf`).
 */
export function implausibleSentence({ kind, count, known }: Implausible): string {
  return `${count} of ${known} known entities ${WHAT[kind]}.`;
}

const sentence = z
  .templateLiteral([
    z.int().nonnegative(),
    " of ",
    z.int().nonnegative(),
    " known entities ",
    z.enum(Object.values(WHAT)),
    ".",
  ])
  .transform((text): Implausible => {
    const [count = 0, known = 0] = (text.match(/\d+/g) ?? []).map(Number);
    return { kind: text.includes(WHAT.red) ? "red" : "withdrawn", count, known };
  });

/** Why a delivery was held, null where it was not, and what was said by whoever decided on it. */
export function reasonsOf({
  state,
  reason,
  decidedBy,
  moves,
}: Pick<TaxBatch, "state" | "reason" | "decidedBy" | "moves">): {
  held: HeldFor | "unknown" | null;
  said: string | null;
} {
  if (state !== "held" && decidedBy === null) return { held: null, said: reason };
  const kept = sentence.safeParse(reason);
  if (kept.success) return { held: kept.data, said: null };
  // The reason of whoever decided has taken its place; the moves still tell it.
  const known = Object.entries(moves)
    .filter(([move]) => !move.startsWith("new>"))
    .reduce((sum, [, entities]) => sum + entities, 0);
  const doubt = implausible(moves, known);
  return { held: doubt ? { ...doubt, known: null } : "unknown", said: reason };
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
  reason: string | null;
  /** Who sent it: a key, a person, or neither where the operator's command did. */
  keyName: string | null;
  receivedBy: { id: string; name: string } | null;
  receivedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}
