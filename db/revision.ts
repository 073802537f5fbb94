import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/client";

/** How far a database is: its newest publication and the last event of that. */
export interface Reached {
  revision: number;
  position: number;
}

/** A database that has not even refused within this is taken for gone. */
const SILENT_MS = 2000;

/** Nothing came back, not even a refusal. */
export class Silence extends Error {}

/** Asks a database how far it is. Throws what the database says, or `Silence`. */
export async function askRevision(db: Db): Promise<Reached> {
  const heard = new AbortController();
  const silence = delay(SILENT_MS, null, { signal: heard.signal, ref: false }).then(() => {
    throw new Silence(`No answer within ${SILENT_MS} ms.`);
  });
  silence.catch(() => {});
  const question = db<Reached[]>`select revision, position from event_counter`.then(([row]) => {
    if (!row) throw new Error("event_counter has no row.");
    return row;
  });
  return Promise.race([question, silence]).finally(() => heard.abort());
}

/**
 * Askers at the same time share a question, and none gets the answer to one that was asked before
 * it came: that may be older than what it wants to know.
 */
export function shareNext<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  function start(): Promise<T> {
    next = null;
    const question = ask().finally(() => {
      if (asked === question) asked = null;
    });
    asked = question;
    return question;
  }
  return () => {
    if (!asked) return start();
    next ??= asked.then(start, start);
    return next;
  };
}
