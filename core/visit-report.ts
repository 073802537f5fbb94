import type { IsoDate } from "@/core/import-row";
import type { Rated } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { VisitDraft } from "@/core/visit-draft";
import type { VisitState } from "@/core/visit-state";

/** All that the report of a visit is written from, in no language yet; as JSON the same again. */
export interface VisitReport {
  visitId: string;
  state: VisitState;
  emergency: boolean;
  domain: SiteDomain;
  authority: {
    name: string;
    email: string | null;
    website: string | null;
    invented: boolean;
    timeZone: string;
  };
  site: { id: string; name: string; address: string | null };
  scheme: Scheme;
  draft: VisitDraft;
  /** What the scheme makes of the draft; null as long as it is not complete. */
  result: { inputs: Inputs; rated: Rated } | null;
  /** The result that was submitted, where the draft could be rated then. */
  standing: Standing | null;
  /** When it is published by the scheme's delay. */
  publishOn: IsoDate | null;
  /** When a closure lapses that is public and that nobody has confirmed yet. */
  lapsesAtMs: number | null;
  /** When the authority comes back for what is left open. */
  followUpOn: IsoDate | null;
  /** The place's public page, in its shortest form. */
  url: string;
  /** SHA-256 of the record that it was made from. */
  checksum: string;
}
