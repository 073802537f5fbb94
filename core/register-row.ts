import type { ImportAuthority, ImportSource, IsoDate, IssueRow } from "@/core/import-row";
import type { LegalForm } from "@/core/legal-form";
import type { EntryClass, EntryKind, EntryState, EntryWording } from "@/core/register-entry";

/** First row of a register's file: whose entries follow. */
export interface RegisterRow {
  kind: "register";
  source: ImportSource;
  authority: ImportAuthority;
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
export interface EntryRow extends EntryWording {
  kind: "entry";
  line: number;
  /** The register's own id of it. */
  key: string;
  entryKind: EntryKind;
  class: EntryClass;
  /** A legal entity, or a site by its public id. */
  subject: { entity: NamedEntity } | { site: string };
  state: EntryState;
}

export type RegisterImportRow = RegisterRow | EntryRow | IssueRow;
