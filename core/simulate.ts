import { inputsBehind } from "@/core/inputs-behind";
import { rate } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";

interface Issued {
  inputs: Inputs;
  outcome: string | null;
  findings: { severity: string | null; correctedOnSite: boolean }[] | null;
}

/** What becomes of one rating under another scheme version. */
export type Simulated =
  | { kind: "stay" }
  /** The source does not say what it rests on, or not all that the version asks for. */
  | { kind: "untold" }
  | {
      kind: "move";
      now: { standing: Standing; outcome: string | null };
      then: { standing: Standing; outcome: string | null };
    };

/**
 * Rates what a rating rests on by a proposed version, against what its own makes of the same: not
 * against what its source says.
 */
export function simulateRating(
  rating: Issued,
  own: Scheme | undefined,
  proposed: Scheme,
): Simulated {
  const inputs = inputsBehind(proposed, rating, rating.findings);
  const then = inputs && rate(inputs, proposed);
  const now = inputs && own && rate(inputs, own);
  if (!then?.ok || !now?.ok || rating.outcome === null) return { kind: "untold" };
  return then.standing === now.standing ? { kind: "stay" } : { kind: "move", now, then };
}

/** The same day so many months before, or the last one of a shorter month. */
export function monthsBefore(now: Date, months: number): string {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() - months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = new Date(Date.UTC(year, month, Math.min(now.getUTCDate(), last)));
  return day.toISOString().slice(0, 10);
}
