import { randomUUID } from "node:crypto";
import { addDays } from "@/core/add-days";
import type { IsoDate } from "@/core/import-row";
import type { Db } from "@/db/client";
import type { NewEntry } from "@/db/commands/registers/record-entry";

/** The day it is, as the database and the pages reckon. */
export function utcToday(): IsoDate {
  return new Date().toISOString().slice(0, 10);
}

/** A recall of two months that began ten days ago, unless said otherwise. */
export function newEntry(
  authorityId: number,
  subject: NewEntry["subject"],
  changes: Partial<NewEntry> = {},
): NewEntry {
  return {
    id: randomUUID(),
    authorityId,
    kind: "recall",
    class: "minor",
    subject,
    language: "en",
    legalBasis: "Product Safety Act, § 12",
    grounds: "Kettles of lot 77 may catch fire.",
    evidence: "Decision 2026/77",
    remedy: "Take the lot back and show the receipts.",
    startsOn: addDays(utcToday(), -10),
    endsOn: addDays(utcToday(), 50),
    reason: "Decided by the board.",
    ...changes,
  };
}

/** As if the days had gone by: an entry's term is over today. */
export async function letTermPass(db: Db, id: string): Promise<void> {
  await db`
    update register_entries set ends_on = (now() at time zone 'UTC')::date where id = ${id}`;
}
