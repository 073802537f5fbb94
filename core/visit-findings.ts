import type { Inputs, Scheme, Finding as SchemeFinding } from "@/core/scheme";
import type { DraftItem, ItemMark, VisitDraft } from "@/core/visit-draft";

type ChecklistItem = Scheme["checklist"][number];

/** One thing that was out of order on a visit, as it will be published. */
export interface VisitFinding {
  code: string | null;
  text: Readonly<Record<"en" | "zh" | "ar", string>>;
  comment: string;
  /** Null where the scheme grades no such findings. */
  severity: string | null;
  corrected: boolean;
  measured: number | null;
  photos: readonly string[];
}

/** Whether a measured value is beyond its item's limit, which alone makes the item out. */
export function isBeyondLimit({ measure }: ChecklistItem, measured: number | null): boolean {
  if (!measure || measured === null) return false;
  return measured < (measure.min ?? -Infinity) || measured > (measure.max ?? Infinity);
}

/**
 * An item's mark: as set, or out as long as its measurement says so; null where nobody has marked it,
 * for a measurement within the limit is not yet an item in order.
 */
export function markOf(item: ChecklistItem, entry: DraftItem | undefined): ItemMark | null {
  if (!entry) return null;
  return isBeyondLimit(item, entry.measured) ? "out" : entry.mark;
}

/**
 * The mark that an item has again once its measurement is within the limit, "none" for no mark; null
 * where no measurement alone holds it out.
 */
export function markBefore(
  item: ChecklistItem,
  entry: DraftItem | undefined,
): ItemMark | "none" | null {
  if (!entry || entry.mark === "out" || markOf(item, entry) !== "out") return null;
  return entry.mark ?? "none";
}

/** What a draft finds out of order, in the order of the checklist; what stands apart comes last. */
export function findingsOf(draft: VisitDraft, scheme: Scheme): VisitFinding[] {
  const listed = scheme.checklist.flatMap((item) => {
    const entry = draft.items[item.code];
    if (!entry || markOf(item, entry) !== "out") return [];
    const { comment, corrected, measured, photos } = entry;
    const { code, text, severity } = item;
    return [{ code, text, severity, comment, corrected, measured, photos }];
  });
  const free = draft.findings.map(({ severity, text, corrected, photos }) => ({
    code: null,
    text: { en: text, zh: text, ar: text },
    comment: "",
    severity: severity || null,
    corrected,
    measured: null,
    photos,
  }));
  return [...listed, ...free];
}

/** The items of the checklist that a draft marks so, with what it says of each. */
export function itemsMarked(
  draft: VisitDraft,
  scheme: Scheme,
  mark: ItemMark,
): { item: ChecklistItem; entry: DraftItem }[] {
  return scheme.checklist.flatMap((item) => {
    const entry = draft.items[item.code];
    return entry && markOf(item, entry) === mark ? [{ item, entry }] : [];
  });
}

const NOT_MET = { en: "Not met: ", zh: "不符合：", ar: "غير مستوفى: " };

/** A finding in words: the items of a checklist say what should be, a finding that it was not. */
export function findingText({ code, text }: VisitFinding, language: "en" | "zh" | "ar"): string {
  return `${code === null ? "" : NOT_MET[language]}${text[language]}`;
}

/** The name of the scheme's input that takes findings, null where it judges by scores alone. */
export function findingsInput(scheme: Scheme): string | null {
  const found = Object.entries(scheme.inputs).find(([, input]) => "findings" in input);
  return found?.[0] ?? null;
}

/** The severities of findings outside a checklist, the gravest last; none where they count nothing. */
export function freeSeverities(scheme: Scheme): string[] {
  const name = findingsInput(scheme);
  const input = name === null ? undefined : scheme.inputs[name];
  const isFree = scheme.checklist.length === 0 && input !== undefined && "findings" in input;
  return isFree ? Object.keys(input.findings) : [];
}

/** A draft in the inputs of its scheme, complete or not; what the scheme does not grade is left out. */
export function draftInputs(draft: VisitDraft, scheme: Scheme): Inputs {
  const own = Object.entries(draft.inputs).filter(([name]) => Object.hasOwn(scheme.inputs, name));
  const name = findingsInput(scheme);
  if (name === null) return Object.fromEntries(own);
  const free = freeSeverities(scheme);
  const found = findingsOf(draft, scheme).flatMap(
    ({ code, severity, corrected }): SchemeFinding[] => {
      if (severity === null) return [];
      if (code !== null) return [{ severity, corrected, code }];
      return free.includes(severity) ? [{ severity, corrected }] : [];
    },
  );
  return { ...Object.fromEntries(own), [name]: found };
}
