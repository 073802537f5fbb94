import { inputsBehind } from "@/core/inputs-behind";
import { rate } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";

/** A rating as it was issued, with what it rests on. */
interface Issued {
  inputs: Inputs;
  origin: "published" | "computed";
  outcome: string | null;
  standing: Standing;
  findings: { severity: string | null; correctedOnSite: boolean }[] | null;
}

/** What the engine makes of a stored rating's own inputs. */
export type Recomputed =
  | { kind: "same" }
  /** The source does not say what it rests on, or not all of it, or gives no colour. */
  | { kind: "untold" }
  /** `published`: the source says otherwise and stands. `computed`: ours, which must not happen. */
  | { kind: "differs"; origin: Issued["origin"]; outcome: string | null; standing: Standing };

/** Rates a stored rating once more by its scheme and compares. */
export function recompute(issued: Issued, scheme: Scheme): Recomputed {
  const inputs = inputsBehind(scheme, issued, issued.findings);
  // Grey states of a source are its own word: nobody inspected, an appeal.
  if (!inputs || (issued.outcome === null && issued.origin === "published")) {
    return { kind: "untold" };
  }
  const rated = rate(inputs, scheme);
  if (!rated.ok) {
    return issued.origin === "published"
      ? { kind: "untold" }
      : { kind: "differs", origin: "computed", outcome: null, standing: "unpublished" };
  }
  const { outcome, standing } = rated;
  return outcome === issued.outcome && standing === issued.standing
    ? { kind: "same" }
    : { kind: "differs", origin: issued.origin, outcome, standing };
}
