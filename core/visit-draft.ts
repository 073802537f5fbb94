import { z } from "zod";
import { dayField } from "@/core/day-field";
import { cleanLines } from "@/core/tokens";
import { VISIT_KINDS } from "@/core/visit-state";

/** In compliance, out of it, not observed, not applicable; not observed never counts as in. */
export const MARKS = ["in", "out", "no", "na"] as const;
export type ItemMark = (typeof MARKS)[number];

export const COMMENT_LENGTH_MAX = 500;
/** More than any checklist has items. */
const ITEMS_MAX = 200;
/** More results than any scheme looks back on. */
const SERIES_MAX = 100;
const PHOTOS_MAX = 50;

/** What was typed, with nothing in it that a database or a reader stumbles over. */
const typed = (max: number) => z.string().transform(cleanLines).pipe(z.string().max(max));
const said = (max: number) => z.string().transform(cleanLines).pipe(z.string().min(1).max(max));

/** A name that a scheme gave something: no more than a name. */
const code = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,60}$/u);
const comment = typed(COMMENT_LENGTH_MAX);
const photos = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(PHOTOS_MAX);
const personName = said(200);

/** A thousandth of a degree is some hundred metres: enough to have been there, no more. */
const coarse = (max: number) =>
  z
    .number()
    .min(-max)
    .max(max)
    .transform((degrees) => Math.round(degrees * 1000) / 1000 || 0);

const item = z.strictObject({
  /** As the inspector set it, null where the item is measured only; `markOf` says what it counts as. */
  mark: z.enum(MARKS).nullable(),
  corrected: z.boolean().default(false),
  comment: comment.default(""),
  /** In the unit of the item's limit. */
  measured: z.number().min(-1e6).max(1e6).nullable().default(null),
  /** SHA-256 of the originals. */
  photos: photos.default([]),
});
export type DraftItem = z.infer<typeof item>;

/** What was found outside a checklist. */
const freeFinding = z.strictObject({
  /** Empty where the scheme grades no such findings. */
  severity: z.union([code, z.literal("")]),
  text: said(COMMENT_LENGTH_MAX),
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
  visitedOn: dayField.nullable(),
  timeIn: z.iso.time({ precision: -1 }).nullable(),
  timeOut: z.iso.time({ precision: -1 }).nullable(),
  personInCharge: typed(200),
  /** Coarse, some hundred metres, and only where the inspector let the device tell. */
  position: z.strictObject({ lat: coarse(90), lon: coarse(180) }).nullable(),
  /** By item code; an item that is missing has not been looked at yet. */
  items: z
    .record(code, item)
    .refine((items) => Object.keys(items).length <= ITEMS_MAX, "has too many items"),
  /** Said in so many words where there is no checklist: an untouched form finds nothing either. */
  nothingFound: z.boolean().default(false),
  findings: z.array(freeFinding).max(ITEMS_MAX),
  /** The scheme's other inputs, by name. */
  inputs: z
    .record(
      code,
      z.union([typed(200), z.number(), z.boolean(), z.array(z.number()).min(1).max(SERIES_MAX)]),
    )
    .refine((inputs) => Object.keys(inputs).length <= ITEMS_MAX, "has too many inputs"),
  /** Of the place as a whole, or of what is in order. */
  photos: photos.default([]),
  remarks: typed(4000),
  /** Closed at once, on these grounds; they may still have to be written. */
  emergency: z.strictObject({ grounds: typed(1000) }).nullable(),
  signatures: z.strictObject({
    inspector: personName.nullable(),
    person: z
      .union([
        z.strictObject({ name: personName }),
        z.strictObject({ refused: said(COMMENT_LENGTH_MAX) }),
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
    nothingFound: false,
    findings: [],
    inputs: {},
    photos: [],
    remarks: "",
    emergency: null,
    signatures: { inspector: null, person: null },
  };
}

/** Something in a draft that cannot be read. */
export interface DraftFlaw {
  /** Where, as in `Missing`: `item:22`, `input:score`, `remarks`... */
  place: string;
  /** Which field of an item, finding or input it is; null where the place is the field. */
  part: string | null;
  fault: "number" | "long" | "day" | "time" | "other";
  /** How long a text that is too long may be. */
  max: number | null;
  /** What stands there, if that is a short text. */
  typed: string | null;
  /** Where in the value it is. */
  path: readonly (string | number)[];
}

const TYPED_MAX = 40;

/** Reads a draft from anywhere: a form, a device's queue, the database. */
export function parseDraft(
  given: unknown,
): { ok: true; draft: VisitDraft } | { ok: false; flaws: DraftFlaw[] } {
  const parsed = visitDraft.safeParse(given);
  if (parsed.success) return { ok: true, draft: parsed.data };
  const flaws = parsed.error.issues.map((issue): DraftFlaw => {
    const { path, code } = issue;
    const at = path.filter((step) => typeof step !== "symbol");
    const value = at.reduce(stepInto, given);
    const max = code === "too_big" && typeof value === "string" ? Number(issue.maximum) : null;
    return {
      ...placeOf(at),
      fault: max === null ? faultOf(at) : "long",
      max,
      typed: typeof value === "string" && value.length <= TYPED_MAX ? cleanLines(value) : null,
      path: at,
    };
  });
  return { ok: false, flaws };
}

/**
 * A draft as far as it can be read, from a form of which not everything can: too long a text is cut,
 * anything else that is flawed left out. Null where that is not possible.
 */
export function salvageDraft(given: unknown, flaws: readonly DraftFlaw[]): VisitDraft | null {
  const mended = structuredClone(given);
  for (const { path, max } of flaws) mend(mended, path, max);
  const parsed = visitDraft.safeParse(mended);
  return parsed.success ? parsed.data : null;
}

type Step = string | number;

function stepInto(value: unknown, step: Step): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<Step, unknown>)[step];
}

function placeOf(path: readonly Step[]): Pick<DraftFlaw, "place" | "part"> {
  const [first = "", second = "", third] = path;
  const part = third === undefined ? null : String(third);
  if (first === "items") return { place: `item:${second}`, part };
  if (first === "findings") return { place: `finding:${second}`, part };
  if (first === "inputs") return { place: `input:${second}`, part: null };
  if (first === "photos") return { place: "photo", part: null };
  if (first === "signatures") return { place: `signature:${second}`, part: null };
  if (first === "emergency") return { place: "emergencyGrounds", part: null };
  return { place: String(first), part: null };
}

function faultOf(path: readonly Step[]): DraftFlaw["fault"] {
  const last = path.at(-1);
  if (last === "measured") return "number";
  if (last === "visitedOn") return "day";
  if (last === "timeIn" || last === "timeOut") return "time";
  return "other";
}

function mend(document: unknown, path: readonly Step[], max: number | null): void {
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce(stepInto, document);
  if (last === undefined || typeof parent !== "object" || parent === null) return;
  const fields = parent as Record<Step, unknown>;
  const value = stepInto(parent, last);
  if (max !== null && typeof value === "string") {
    fields[last] = cleanLines(value).slice(0, max);
  } else if (NULLABLE.has(last)) fields[last] = null;
  else delete fields[last];
}

/** Fields that are empty by being null; the others by not being there. */
const NULLABLE = new Set<Step>([
  ...["measured", "visitedOn", "timeIn", "timeOut", "position"],
  ...["emergency", "inspector", "person"],
]);
