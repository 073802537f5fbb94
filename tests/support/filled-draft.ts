import type { Scheme } from "@/core/scheme";
import { emptyDraft, type VisitDraft } from "@/core/visit-draft";

/** A form filled in to the end: every item in order but those given, every input at its best. */
export function filledDraft(
  scheme: Scheme,
  changes: Partial<VisitDraft> & { out?: Record<string, { corrected?: boolean }> } = {},
): VisitDraft {
  const { out = {}, ...rest } = changes;
  const entry = { corrected: false, comment: "", measured: null, photos: [] };
  return {
    ...emptyDraft("routine", "2026-03-03"),
    timeIn: "09:30",
    timeOut: "11:00",
    items: Object.fromEntries(
      scheme.checklist.map(({ code }) => [
        code,
        out[code]
          ? { ...entry, mark: "out" as const, corrected: out[code].corrected ?? false }
          : { ...entry, mark: "in" as const },
      ]),
    ),
    inputs: Object.fromEntries(
      Object.entries(scheme.inputs).flatMap(
        ([name, input]): [string, VisitDraft["inputs"][string]][] => {
          if ("findings" in input) return [];
          if ("choice" in input) return [[name, input.choice[0] ?? ""]];
          if ("number" in input) return [[name, input.number.max]];
          if ("series" in input) return [[name, [input.series.max, input.series.max]]];
          return [[name, "date" in input ? "2026-03-03" : false]];
        },
      ),
    ),
    nothingFound: true,
    signatures: { inspector: "A. Inspector", person: { name: "B. Owner" } },
    ...rest,
  };
}
