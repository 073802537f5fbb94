import { z } from "zod";
import { VISIT_KINDS } from "@/core/visit-state";

/** In compliance, out of it, not observed, not applicable; not observed never counts as in. */
export const MARKS = ["in", "out", "no", "na"] as const;
type ItemMark = (typeof MARKS)[number];

export const COMMENT_LENGTH_MAX = 500;
/** More than any checklist has items. */
const ITEMS_MAX = 200;
const PHOTOS_MAX = 50;

const code = z.string().min(1).max(60);
const comment = z.string().trim().max(COMMENT_LENGTH_MAX);
const photos = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(PHOTOS_MAX);
const personName = z.string().trim().min(1).max(200);

const item = z.strictObject({
  mark: z.enum(MARKS),
  corrected: z.boolean().default(false),
  comment: comment.default(""),
  /** In the unit of the item's limit. */
  measured: z.number().min(-1e6).max(1e6).nullable().default(null),
  /** SHA-256 of the originals. */
  photos: photos.default([]),
});
export type DraftItem = z.infer<typeof item>;

/** What was found where a scheme has no checklist. */
const freeFinding = z.strictObject({
  severity: z.string().min(1).max(60),
  text: comment.min(1),
  corrected: z.boolean().default(false),
  photos: photos.default([]),
});

/**
 * All that a visit's form holds, as one value that can be kept, sent and read again anywhere. Its
 * site, scheme version and submission id stand beside it and never change.
 */
const visitDraft = z.strictObject({
  /** Of this form; a later one reads the earlier ones. */
  form: z.literal(1),
  kind: z.enum(VISIT_KINDS),
  visitedOn: z.iso.date().nullable(),
  timeIn: z.iso.time({ precision: -1 }).nullable(),
  timeOut: z.iso.time({ precision: -1 }).nullable(),
  personInCharge: z.string().trim().max(200),
  /** Coarse, some hundred metres, and only where the inspector let the device tell. */
  position: z
    .strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
    .nullable(),
  /** By item code; an item that is missing has not been looked at yet. */
  items: z
    .record(code, item)
    .refine((items) => Object.keys(items).length <= ITEMS_MAX, "has too many items"),
  findings: z.array(freeFinding).max(ITEMS_MAX),
  /** The scheme's other inputs, by name. */
  inputs: z.record(z.string().max(60), z.union([z.string().max(200), z.number(), z.boolean()])),
  remarks: z.string().trim().max(4000),
  /** Closed at once, on these grounds. */
  emergency: z.strictObject({ grounds: z.string().trim().min(1).max(1000) }).nullable(),
  signatures: z.strictObject({
    inspector: personName.nullable(),
    person: z
      .union([
        z.strictObject({ name: personName }),
        z.strictObject({ refused: z.string().trim().min(1).max(COMMENT_LENGTH_MAX) }),
      ])
      .nullable(),
  }),
});
export type VisitDraft = z.infer<typeof visitDraft>;

/** A form on which nothing is written yet. */
export function emptyDraft(kind: VisitDraft["kind"], visitedOn: string): VisitDraft {
  return {
    form: 1,
    kind,
    visitedOn,
    timeIn: null,
    timeOut: null,
    personInCharge: "",
    position: null,
    items: {},
    findings: [],
    inputs: {},
    remarks: "",
    emergency: null,
    signatures: { inspector: null, person: null },
  };
}

/** What is wrong with a draft: where, as a path, and in words for who sent it. */
export interface DraftFlaw {
  path: string;
  reason: string;
}

/** Reads a draft from anywhere: a form, a device's queue, the database. */
export function parseDraft(
  given: unknown,
): { ok: true; draft: VisitDraft } | { ok: false; flaws: DraftFlaw[] } {
  const parsed = visitDraft.safeParse(given);
  if (parsed.success) return { ok: true, draft: parsed.data };
  const flaws = parsed.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    reason: message,
  }));
  return { ok: false, flaws };
}
