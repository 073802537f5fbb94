import type { RegisterImportRow } from "@/core/register-row";
import type { Format, ImportFile } from "@/importers/format";

/** Whose register a file holds, where it does not say so itself. */
export interface RegisterOptions {
  authority?: {
    slug: string;
    name: string;
    country: string;
    /** Null for that of the first entry. */
    language: string | null;
    invented: boolean;
  };
}

/** A format of a register's entries: bytes in, validated rows out. */
export interface RegisterFormat extends Pick<Format, "id" | "accepts"> {
  grouping: "file";
  /** True where one wrong row refuses the whole file; else it is left out and reported. */
  strict: boolean;
  /** Yields the register's row first. Throws `UnreadableFile` for what is no file of this format. */
  read(files: readonly ImportFile[], options: RegisterOptions): AsyncIterable<RegisterImportRow>;
}
