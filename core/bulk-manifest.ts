import { z } from "zod";

const BULK_FORMATS = ["csv", "json-lines", "geojson", "parquet", "events"] as const;
export type BulkFormat = (typeof BULK_FORMATS)[number];

const file = z.object({
  /** Never given to other bytes. */
  name: z.string(),
  format: z.enum(BULK_FORMATS),
  mediaType: z.string(),
  bytes: z.number(),
  rows: z.number(),
  /** Hexadecimal, of the file as downloaded. */
  sha256: z.string(),
  url: z.string(),
});
export type BulkFile = z.infer<typeof file>;

const generation = z.object({
  /** The publication up to which the board is in the files. */
  revision: z.number(),
  /** Null on a board on which nothing has been published. */
  lastEvent: z.object({ position: z.number(), contentHash: z.string() }).nullable(),
  madeAt: z.iso.datetime(),
  files: z.array(file),
});
export type BulkGeneration = z.infer<typeof generation>;

/** What `/data/files/index.json` says: the newest files, all of one moment, and those before. */
export const bulkManifest = generation.extend({
  title: z.string(),
  /** The newest day of a source, null on an empty board. */
  asOf: z.iso.date().nullable(),
  sites: z.number(),
  /** Of the sources; each row names its own. Null where a source states none. */
  licences: z.array(z.object({ licence: z.string().nullable(), url: z.string().nullable() })),
  notes: z.array(z.string()),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      nullable: z.boolean(),
      description: z.string(),
    }),
  ),
  /** Still there for downloads that have begun, newest first. */
  previous: z.array(generation),
});
export type BulkManifest = z.infer<typeof bulkManifest>;
