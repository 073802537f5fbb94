import type { Db } from "@/db/client";

/** What a command needs of the terminal it is typed in. */
export interface CommandParts {
  withDatabase: (work: (db: Db) => Promise<void>) => Promise<void>;
  say: (line: string) => void;
  /** Says why not; the command ends with 1. */
  refuse: (reason: string) => void;
}
