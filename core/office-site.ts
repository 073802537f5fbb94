import type { DueReason } from "@/core/due";
import type { IsoDate } from "@/core/import-row";
import type { SiteDetail } from "@/core/listing";
import type { MissedReason } from "@/core/missed-visit";
import type { SiteDomain, Standing } from "@/core/standing";
import type { VisitKind, VisitState } from "@/core/visit-state";

/** A risk category: how often its places are visited. */
export interface RiskCategory {
  domain: SiteDomain;
  code: string;
  label: string;
  months: number;
}

/** A visit in the list of whoever made it. */
export interface OwnVisit {
  id: string;
  domain: SiteDomain;
  kind: VisitKind;
  state: VisitState;
  visitedOn: IsoDate | null;
  standing: Standing | null;
  isReturned: boolean;
  /** Of the place, with its language. */
  name: string;
  language: string;
}

/** A site as its inspectors see it: what is public, and what is theirs. */
export interface OfficeSite {
  detail: SiteDetail;
  competences: {
    domain: SiteDomain;
    authority: { id: number; slug: string; name: string; language: string; timeZone: string };
    /** Code of the risk category it is in, null for none. */
    risk: string | null;
    categories: RiskCategory[];
    /** The one named first, and every one that is open. */
    reason: DueReason | null;
    reasons: DueReason[];
    dueOn: IsoDate | null;
  }[];
  tasks: {
    domain: SiteDomain;
    reason: "follow-up" | "complaint";
    dueOn: IsoDate;
    note: string | null;
    /** Items that were left open at the visit it follows. */
    openItems: string[];
  }[];
  /** Visits recorded here that are not public: one's own drafts, and those being confirmed. */
  underWay: {
    id: string;
    domain: SiteDomain;
    kind: VisitKind;
    state: VisitState;
    visitedOn: IsoDate | null;
    standing: Standing | null;
    isOwn: boolean;
    isReturned: boolean;
  }[];
  /** The visits recorded here behind what is published of them. */
  recorded: { id: string; inspection: string }[];
  missed: { triedOn: IsoDate; reason: MissedReason; note: string | null; by: string }[];
  /** One's own, null without. */
  conflict: { reason: string; declaredOn: IsoDate } | null;
}
