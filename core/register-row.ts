import type { IsoDate, IssueRow } from "@/core/import-row";
import type { LegalForm } from "@/core/legal-form";
import type { EntryClass, EntryKind, EntryState } from "@/core/register-entry";

/** First row of a register's file: whose entries follow. The source is the unit of completeness. */
export interface RegisterRow {
  kind: "register";
  source: {
    key: string;
    name: string;
    licence: string | null;
    licenceUrl: string | null;
    url: string | null;
    /** BCP 47 language of the texts, unless an entry says otherwise. */
    language: string;
  };
  authority: {
    slug: string;
    name: string;
    country: string;
    website: string | null;
    email: string | null;
    invented: boolean;
  };
  /** The date the file itself claims. */
  asOf: IsoDate | null;
}

/** A legal entity that a register names, with what it says of it. */
export interface NamedEntity {
  scheme: string;
  number: string;
  name: string | null;
  legalForm: LegalForm | null;
}

/** One entry as its source says it. */
export interface EntryRow {
  kind: "entry";
  line: number;
  /** The register's own id of it. */
  key: string;
  entryKind: EntryKind;
  class: EntryClass;
  /** A legal entity, or a site by its public id. */
  subject: { entity: NamedEntity } | { site: string };
  language: string;
  legalBasis: string;
  grounds: string;
  evidence: string | null;
  remedy: string;
  startsOn: IsoDate;
  endsOn: IsoDate;
  state: EntryState;
}

export type RegisterImportRow = RegisterRow | EntryRow | IssueRow;
