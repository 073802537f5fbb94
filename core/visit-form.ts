import { grouped } from "@/core/grouped";
import type { Scheme } from "@/core/scheme";
import { readInput, readNumber } from "@/core/scheme-form";
import { MARKS, type VisitDraft } from "@/core/visit-draft";

/**
 * The names of a visit form's fields. A form sends what is filled in, in their order. `before` is the
 * mark that an item shown as out has again without its measurement (`markBefore`).
 */
export const FIELD = {
  item: (code: string, part: "mark" | "before" | "corrected" | "comment" | "measured" | "photo") =>
    `item.${code}.${part}`,
  finding: (at: number, part: "severity" | "text" | "corrected" | "photo") =>
    `finding.${at}.${part}`,
  input: (name: string) => `input.${name}`,
  /** Of the visit as a whole. */
  photo: "photo",
} as const;

/** Room for so many findings more than are written down, where there is no checklist. */
export const SPARE_FINDINGS = 3;

type Entries = readonly (readonly [name: string, value: string])[];

/** An input's value as its field shows it. */
export function inputText(value: VisitDraft["inputs"][string]): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** A draft as the fields of its form. */
export function formEntries(draft: VisitDraft): [string, string][] {
  const { signatures, position, emergency } = draft;
  const person = signatures.person;
  const frame: [string, string | null][] = [
    ["kind", draft.kind],
    ["visitedOn", draft.visitedOn],
    ["timeIn", draft.timeIn],
    ["timeOut", draft.timeOut],
    ["personInCharge", draft.personInCharge],
    ["position", position && `${position.lat},${position.lon}`],
    ["nothingFound", draft.nothingFound ? "on" : null],
    ["remarks", draft.remarks],
    ["emergency", emergency && "on"],
    ["emergencyGrounds", emergency?.grounds ?? null],
    ["signedByInspector", signatures.inspector],
    ["signedByPerson", person && "name" in person ? person.name : null],
    ["signatureRefused", person && "refused" in person ? person.refused : null],
  ];
  const items = Object.entries(draft.items).flatMap(([code, item]): [string, string | null][] => [
    [FIELD.item(code, "mark"), item.mark],
    [FIELD.item(code, "corrected"), item.corrected ? "on" : null],
    [FIELD.item(code, "comment"), item.comment],
    [FIELD.item(code, "measured"), item.measured === null ? null : String(item.measured)],
    ...item.photos.map((hash): [string, string] => [FIELD.item(code, "photo"), hash]),
  ]);
  const findings = draft.findings.flatMap((finding, at): [string, string | null][] => [
    [FIELD.finding(at, "severity"), finding.severity],
    [FIELD.finding(at, "text"), finding.text],
    [FIELD.finding(at, "corrected"), finding.corrected ? "on" : null],
    ...finding.photos.map((hash): [string, string] => [FIELD.finding(at, "photo"), hash]),
  ]);
  const inputs = Object.entries(draft.inputs).map(([name, value]): [string, string] => [
    FIELD.input(name),
    inputText(value),
  ]);
  const photos = draft.photos.map((hash): [string, string] => [FIELD.photo, hash]);
  return [...frame, ...items, ...findings, ...inputs, ...photos].filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== "",
  );
}

/**
 * What a form's fields say, to be read by `parseDraft`: a field that says nothing is left out, one
 * that cannot be so is passed on as it is, to be refused there.
 */
export function draftOfForm(entries: Entries, scheme: Scheme): unknown {
  const values = new Map(
    [...grouped(entries, ([name]) => name)].map(([name, all]) => [
      name,
      all.map(([, value]) => value.trim()),
    ]),
  );
  const one = (name: string) => values.get(name)?.at(-1) ?? "";
  const orNull = (name: string) => one(name) || null;
  return {
    form: 1,
    kind: one("kind"),
    visitedOn: orNull("visitedOn"),
    timeIn: orNull("timeIn"),
    timeOut: orNull("timeOut"),
    personInCharge: one("personInCharge"),
    position: positionOf(one("position")),
    items: Object.fromEntries(
      codesIn(values).flatMap((code) => {
        const item = itemOf(code, values);
        return item ? [[code, item]] : [];
      }),
    ),
    nothingFound: one("nothingFound") !== "",
    findings: findingsIn(values),
    photos: values.get(FIELD.photo) ?? [],
    inputs: inputsIn(values, scheme),
    remarks: one("remarks"),
    emergency: one("emergency") ? { grounds: one("emergencyGrounds") } : null,
    signatures: {
      inspector: orNull("signedByInspector"),
      person: one("signatureRefused")
        ? { refused: one("signatureRefused") }
        : one("signedByPerson")
          ? { name: one("signedByPerson") }
          : null,
    },
  };
}

type Values = ReadonlyMap<string, readonly string[]>;

function codesIn(values: Values): string[] {
  const codes = [...values.keys()].flatMap((name) => /^item\.(.+)\.[a-z]+$/.exec(name)?.[1] ?? []);
  return [...new Set(codes)];
}

/** Null as long as nobody has marked or measured the item. */
function itemOf(code: string, values: Values): unknown {
  const one = (part: Parameters<typeof FIELD.item>[1]) =>
    values.get(FIELD.item(code, part))?.at(-1) ?? "";
  const measured = one("measured");
  const mark = markSet(one("mark"), one("before"));
  if (mark === null && !measured) return null;
  return {
    mark: mark === null || (MARKS as readonly string[]).includes(mark) ? mark : `unknown: ${mark}`,
    corrected: one("corrected") !== "",
    comment: one("comment"),
    measured: measured === "" ? null : readNumber(measured),
    photos: values.get(FIELD.item(code, "photo")) ?? [],
  };
}

/** What the inspector set: "out" that only the measurement chose was set by nobody. */
function markSet(mark: string, before: string): string | null {
  const set = mark === "out" && before ? before : mark;
  return set === "none" ? null : set || null;
}

function findingsIn(values: Values): unknown[] {
  const places = [...values.keys()].flatMap(
    (name) => /^finding\.(\d{1,3})\.text$/.exec(name)?.[1] ?? [],
  );
  return places
    .map(Number)
    .toSorted((a, b) => a - b)
    .flatMap((at) => {
      const text = values.get(FIELD.finding(at, "text"))?.at(-1) ?? "";
      if (!text) return [];
      return [
        {
          severity: values.get(FIELD.finding(at, "severity"))?.at(-1) ?? "",
          text,
          corrected: values.has(FIELD.finding(at, "corrected")),
          photos: values.get(FIELD.finding(at, "photo")) ?? [],
        },
      ];
    });
}

function inputsIn(values: Values, scheme: Scheme): Record<string, unknown> {
  return Object.fromEntries(
    [...values].flatMap(([field, given]) => {
      const name = /^input\.(.+)$/.exec(field)?.[1];
      const text = given.at(-1);
      if (!name || !text) return [];
      const input = Object.hasOwn(scheme.inputs, name) ? scheme.inputs[name] : undefined;
      return [[name, input ? readInput(text, input) : text]];
    }),
  );
}

function positionOf(text: string): unknown {
  if (!text) return null;
  const [lat = "", lon = ""] = text.split(",");
  return { lat: Number(lat), lon: Number(lon) };
}
