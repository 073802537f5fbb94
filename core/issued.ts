import type { DomainStanding, Listing } from "@/core/listing";
import type { Inputs } from "@/core/scheme";

/** A place as far as feeds and pictures name it. */
export type Place = Pick<
  Listing,
  "id" | "slug" | "name" | "language" | "address" | "locality" | "authority"
>;

/** A rating as issued, with what a reader elsewhere needs to know of it. Never edited. */
export interface Issued extends Omit<DomainStanding, "resultPending"> {
  id: number;
  place: Place;
  origin: "published" | "computed";
  inputs: Inputs;
  /** When it was published here. */
  recordedAt: Date;
  licence: string | null;
  licenceUrl: string | null;
}

/** A site leaving its authority's list, or coming back. */
export interface Ending {
  /** In the event log. */
  position: number;
  kind: "ended" | "reopened";
  at: Date;
}
