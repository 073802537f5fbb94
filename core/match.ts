import type { IsoDate } from "@/core/import-row";
import type { MatchEvidence, MatchRule } from "@/core/match-evidence";

/** A site and who may run it, as the back-office shows them side by side. */
export interface Match {
  id: number;
  state: "proposed" | "confirmed" | "refused" | "undone";
  score: number;
  evidence: MatchEvidence;
  rule: MatchRule | null;
  reason: string | null;
  decidedBy: string | null;
  decidedOn: IsoDate | null;
  site: { id: string; slug: string; name: string; language: string; address: string | null };
  entity: {
    scheme: string;
    number: string;
    /** Its legal name; null where only its number is known. */
    name: string | null;
    language: string | null;
    sites: number;
  };
}
