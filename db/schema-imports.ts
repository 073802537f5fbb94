import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { sources } from "@/db/schema-authorities";

/** Each file that was read, and what came of it. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: uuid().primaryKey().defaultRandom(),
    sourceId: bigint({ mode: "number" }).references(() => sources.id),
    format: text().notNull(),
    file: text().notNull(),
    fileHash: text(),
    asOf: date(),
    partial: boolean().notNull(),
    state: text().notNull(),
    /** Why nothing was taken over, in a sentence. */
    reason: text(),
    counts: jsonb().$type<Record<string, number>>().notNull(),
    startedAt: moment().notNull(),
    finishedAt: recordedAt(),
  },
  (t) => [
    check("import_runs_state", oneOf("state", ["applied", "unchanged", "refused", "held"])),
    index("import_runs_source").on(t.sourceId, t.finishedAt),
  ],
);

/** What of a file was refused or repaired, row by row. */
export const importIssues = pgTable(
  "import_issues",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => importRuns.id),
    line: integer(),
    key: text(),
    field: text().notNull(),
    value: text(),
    problem: text().notNull(),
    action: text().notNull(),
  },
  (t) => [index("import_issues_run").on(t.runId, t.id)],
);
