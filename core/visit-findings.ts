import type { Inputs, Scheme, Finding as SchemeFinding } from "@/core/scheme";
import type { DraftItem, VisitDraft } from "@/core/visit-draft";

type ChecklistItem = Scheme["checklist"][number];

/** One thing that was out of order on a visit, as it will be published. */
export interface VisitFinding {
  code: string | null;
  text: Readonly<Record<"en" | "zh" | "ar", string>>;
  comment: string;
  severity: string;
  corrected: boolean;
  measured: number | null;
  photos: readonly string[];
}

/** Whether a measured value is beyond its item's limit, which alone makes the item out. */
export function isBeyondLimit({ measure }: ChecklistItem, measured: number | null): boolean {
  if (!measure || measured === null) return false;
  return measured < (measure.min ?? -Infinity) || measured > (measure.max ?? Infinity);
}

/** An item's mark: as set, or out where its measurement says so; null where not looked at. */
export function markOf(
  item: ChecklistItem,
  entry: DraftItem | undefined,
): DraftItem["mark"] | null {
  if (!entry) return null;
  return isBeyondLimit(item, entry.measured) ? "out" : entry.mark;
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
    severity,
    corrected,
    measured: null,
    photos,
  }));
  return [...listed, ...free];
}

/** The name of the scheme's input that takes findings, null where it judges by scores alone. */
export function findingsInput(scheme: Scheme): string | null {
  const found = Object.entries(scheme.inputs).find(([, input]) => "findings" in input);
  return found?.[0] ?? null;
}

/** A draft in the inputs of its scheme, complete or not. */
export function draftInputs(draft: VisitDraft, scheme: Scheme): Inputs {
  const own = Object.entries(draft.inputs).filter(([name]) => Object.hasOwn(scheme.inputs, name));
  const name = findingsInput(scheme);
  if (name === null) return Object.fromEntries(own);
  const found: SchemeFinding[] = findingsOf(draft, scheme).map(({ code, severity, corrected }) => ({
    severity,
    corrected,
    ...(code !== null && { code }),
  }));
  return { ...Object.fromEntries(own), [name]: found };
}
