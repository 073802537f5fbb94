import type { IsoDate } from "@/core/import-row";

/** Who ran a site from when until when; null while they still do. */
export interface Operated {
  entityId: number;
  from: IsoDate;
  until: IsoDate | null;
}

/**
 * The day on which the present operator took a site over from another; null where nobody else is
 * known to have run it, or where nobody knows who runs it now.
 */
export function takenOverOn(operators: readonly Operated[]): IsoDate | null {
  const inOrder = operators.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const present = inOrder.find(({ until }) => until === null);
  if (!present) return null;
  const lastOther = inOrder.findLast(
    (one) => one.entityId !== present.entityId && one.from <= present.from,
  );
  if (!lastOther) return null;
  // The same operator may stand in several rows, as when it was not named for a while.
  const since = inOrder.find(
    (one) => one.entityId === present.entityId && one.from >= (lastOther.until ?? lastOther.from),
  );
  return since?.from ?? present.from;
}

/**
 * Whether what was said of a site on a day was said of who ran it before: a result does not follow
 * a new owner silently.
 */
export function isOfPreviousOperator(day: IsoDate, takenOver: IsoDate | null): boolean {
  return takenOver !== null && day < takenOver;
}
