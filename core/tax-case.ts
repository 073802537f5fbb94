import type { IsoDate } from "@/core/import-row";
import type { Inputs } from "@/core/scheme";
import type { Standing } from "@/core/standing";

/** One standing of an entity, as its authority recorded it. */
export interface RecordedStanding {
  id: number;
  standing: Standing;
  rule: string;
  disputed: boolean;
  planned: boolean;
  scheme: string;
  outcome: string | null;
  asOf: IsoDate;
  lapsesOn: IsoDate | null;
  legalBasis: string | null;
  /** Of an edited case: why, and who. */
  grounds: string | null;
  recordedBy: string | null;
  recordedAt: Date;
}

/** A standing without who recorded it, and why. */
export type StatedStanding = Omit<RecordedStanding, "id" | "grounds" | "recordedBy" | "recordedAt">;

/** What a delivery that is held says of an entity. */
export interface HeldStanding extends StatedStanding {
  batchId: string;
  inputs: Inputs;
  /** More is known of the entity since: to release the delivery leaves it as it is. */
  isOvertaken: boolean;
}

/** An entity as its tax authority sees it. */
export interface TaxCase {
  entityId: number;
  identifier: { scheme: string; number: string };
  name: string | null;
  language: string | null;
  authority: { id: number; name: string; language: string };
  current: RecordedStanding;
  /** The figures behind it: shown to whoever may read tax, and each look leaves a trace. */
  inputs: Inputs | null;
  /** Newest first. */
  earlier: RecordedStanding[];
}

/** What an officer says of a single case, with grounds. */
export interface TaxEdit {
  /** The standing that its author saw, by its id. */
  basedOn: number;
  asOf: IsoDate;
  legalBasis: string | null;
  /** Fields of the form by the names of the scheme's inputs. */
  cells: Readonly<Record<string, unknown>>;
  grounds: string;
}
