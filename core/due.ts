import type { IsoDate } from "@/core/import-row";
import type { Standing } from "@/core/standing";

/**
 * Why a place is to be visited: a second look after a visit, a complaint, no visit ever, its
 * interval; or a visit of one's own that is under way or was returned.
 */
export const WORK_REASONS = [
  "returned",
  "draft",
  "revisit",
  "complaint",
  "never",
  "interval",
] as const;
export type WorkReason = (typeof WORK_REASONS)[number];

/** Those that belong to the place and not to who asks. */
export const DUE_REASONS = ["revisit", "complaint", "never", "interval"] as const;
export type DueReason = (typeof DUE_REASONS)[number];

/** What decides when a place is due in one domain. */
export interface DueFacts {
  /** Null where nothing of the domain is listed yet. */
  standing: Standing | null;
  ratedOn: IsoDate | null;
  /** Since when the board says what it says: of a place never inspected, when it was registered. */
  asOf: IsoDate | null;
  /** The interval of the place's risk category; null without one. */
  riskMonths: number | null;
  /** The interval of the scheme it was rated by; null where that sets none. */
  schemeMonths: number | null;
  /** Open tasks. */
  tasks: readonly { reason: "follow-up" | "complaint"; dueOn: IsoDate }[];
}

/** When a place is due, and why. */
export interface Due {
  /** Every reason that is open, the one to be named first at its head. */
  reasons: [DueReason, ...DueReason[]];
  /** The earliest of their days. */
  dueOn: IsoDate;
}

/** Standings that no interval runs in: it is closed, left out by law, or the visit is made. */
const WITHOUT_INTERVAL: readonly Standing[] = ["exempt", "suspended", "pending"];

/** One reason and its day. */
interface Ground {
  reason: DueReason;
  dueOn: IsoDate;
}

/**
 * When and why a place is due: by whatever comes first. A task is named before an interval, however
 * long that has passed: it would be lost behind it. An interval that ends after the last task is no
 * reason yet. A place that has ceased never is due. Null where nothing says when.
 */
export function dueOf(facts: DueFacts): Due | null {
  if (facts.standing === "ceased") return null;
  const tasks = facts.tasks
    .map(({ reason, dueOn }): Ground => ({ reason: namedAs(reason), dueOn }))
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn)));
  const lastTask = tasks.at(-1);
  const interval = ofInterval(facts).filter(({ dueOn }) => !lastTask || dueOn <= lastTask.dueOn);
  const all = [...tasks, ...interval];
  const [first, ...others] = new Set(all.map(({ reason }) => reason));
  if (!first) return null;
  const [dueOn = ""] = all.map((one) => one.dueOn).sort();
  return { reasons: [first, ...others], dueOn };
}

function namedAs(task: DueFacts["tasks"][number]["reason"]): DueReason {
  return task === "follow-up" ? "revisit" : task;
}

function ofInterval({ standing, ratedOn, asOf, riskMonths, schemeMonths }: DueFacts): Ground[] {
  if (standing !== null && WITHOUT_INTERVAL.includes(standing)) return [];
  if (standing === null || standing === "never") {
    return asOf === null ? [] : [{ reason: "never", dueOn: asOf }];
  }
  const months = riskMonths ?? schemeMonths;
  const last = ratedOn ?? asOf;
  return months === null || last === null
    ? []
    : [{ reason: "interval", dueOn: monthsAfter(last, months) }];
}

/** The same day so many months later, or the last one of a shorter month. */
export function monthsAfter(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const later = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return later.toISOString().slice(0, 10);
}

/** Whether the day by which a place was to be visited has passed. */
export function isOverdue(dueOn: IsoDate, today: IsoDate): boolean {
  return dueOn < today;
}
