import { readFileSync } from "node:fs";
import { rate } from "@/core/rate";
import { type Scheme, schemeSchema } from "@/core/scheme";
import { type DraftItem, emptyDraft, type VisitDraft } from "@/core/visit-draft";
import { draftInputs } from "@/core/visit-findings";
import type { VisitReport } from "@/core/visit-report";

export function readScheme(key: string): Scheme {
  const file = new URL(`../../core/schemes/${key}.json`, import.meta.url);
  return schemeSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

const OUT: DraftItem = { mark: "out", corrected: false, comment: "", measured: null, photos: [] };

/** A draft in which some items of a checklist are out of order, each with a comment. */
export function draftWith(
  scheme: Scheme,
  out: number,
  comment: string,
  changes: Partial<VisitDraft> = {},
): VisitDraft {
  const items = scheme.checklist.map(({ code, measure }, i): [string, DraftItem] => [
    code,
    i < out
      ? {
          ...OUT,
          comment,
          corrected: i % 3 === 1,
          measured: measure ? (measure.max ?? measure.min ?? 0) + (measure.max ? 4 : -4) : null,
          photos: i === 0 ? ["0".repeat(64), "1".repeat(64)] : [],
        }
      : { ...OUT, mark: "in" },
  ]);
  return {
    ...emptyDraft("routine", "2026-03-03"),
    timeIn: "10:15",
    timeOut: "11:40",
    personInCharge: "Mari Tamm",
    items: Object.fromEntries(items),
    inputs: { score: 74, imminentHazard: false },
    signatures: { inspector: "Officer Secretname", person: { name: "Mari Tamm" } },
    ...changes,
  };
}

/** The report of a visit in an invented town. */
export function reportOf(changes: Partial<VisitReport> = {}): VisitReport {
  const scheme = changes.scheme ?? readScheme("us-alameda@2012");
  const draft = changes.draft ?? draftWith(scheme, 5, "");
  const inputs = draftInputs(draft, scheme);
  const rated = rate(inputs, scheme);
  return {
    visitId: "7f0c6b52-7f5e-4a64-9b3e-2f1f0d6f4a11",
    state: "awaiting",
    emergency: false,
    domain: "food",
    authority: {
      name: "Environmental Health of Testham",
      email: "food@testham.example",
      website: "https://testham.example",
      invented: true,
      timeZone: "UTC",
    },
    site: { id: "7K3M9QX2V2", name: "Kohvik Lepp", address: "Pikk 12, Testham, TE1 1ST" },
    scheme,
    draft,
    result: rated.ok ? { inputs, rated } : null,
    standing: rated.ok ? rated.standing : null,
    publishOn: null,
    lapsesAtMs: null,
    followUpOn: "2026-03-17",
    url: "https://board.example/en/sites/7K3M-9QX2-V2",
    checksum: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ...changes,
  };
}
