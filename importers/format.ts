import type { ImportRow } from "@/core/import-row";

/** One file of a snapshot, already unpacked; `open` may be called once. */
export interface ImportFile {
  /** Name without folders, such as `FHRS506en-GB.xml`. */
  name: string;
  /** Where it lies on the disk; null for what comes out of a zip or over the wire. */
  path: string | null;
  open(): AsyncIterable<Uint8Array>;
}

/** A published format: bytes in, validated rows out. */
export interface Format {
  id: string;
  /** Whether each file is a snapshot by itself or all files together are one. */
  grouping: "file" | "set";
  /** True where it repeats a record on several lines; else a repeated key is reported. */
  repeats: boolean;
  /** Names of the files that belong to the format, when it is given a folder. */
  accepts(name: string): boolean;
  /**
   * Yields the snapshot's row first, then sites, visits, findings, ratings and issues in any order.
   * Throws {@link UnreadableFile} where the file as a whole is not what it should be.
   */
  read(files: readonly ImportFile[], options: ReadOptions): AsyncIterable<ImportRow>;
}

export interface ReadOptions {
  /** The authority's name, for formats that do not say whose records they carry. */
  authority?: string;
}
