import { z } from "zod";
import { checkEntityNumber, isEntityScheme } from "@/core/entity-number";
import { termFault } from "@/core/entry-term";
import { type IssueRow, UnreadableFile } from "@/core/import-row";
import { LEGAL_FORMS } from "@/core/legal-form";
import { isPersonalNumber } from "@/core/personal-number";
import { parsePublicId } from "@/core/public-id";
import { ENTRY_CLASSES, ENTRY_KINDS, ENTRY_STATES } from "@/core/register-entry";
import type { EntryRow, RegisterRow } from "@/core/register-row";
import { cleanText } from "@/core/tokens";
import { type CsvRecord, readCsv } from "@/importers/csv";
import type { ImportFile } from "@/importers/format";
import type { RegisterFormat, RegisterOptions } from "@/importers/register-format";
import { reportOn } from "@/importers/report";
import { readDate, slugOf } from "@/importers/values";

/** Entries of any register as CSV; docs/registers.md describes the columns. Taken whole or not at all. */
export const registers: RegisterFormat = {
  id: "registers",
  grouping: "file",
  strict: true,
  accepts: (name) => /\.csv$/i.test(name),
  async *read(files, options) {
    for (const file of files) yield* readFile(file, options);
  },
};

const REQUIRED = [
  "register",
  "entry_id",
  "kind",
  "class",
  "language",
  "legal_basis",
  "grounds",
  "remedy",
  "starts_on",
  "ends_on",
] as const;
const OPTIONAL = [
  "site",
  "subject_scheme",
  "subject_number",
  "subject_name",
  "subject_form",
  "evidence",
  "state",
] as const;
type Fields = CsvRecord<(typeof REQUIRED)[number], (typeof OPTIONAL)[number]>["fields"];

const TEXT_MAX = 2000;

async function* readFile(file: ImportFile, { authority }: RegisterOptions) {
  if (!authority) {
    throw new UnreadableFile(
      "Whose register is it? Give an authority of this board with --authority, or a new one with " +
        "--authority and --country.",
    );
  }
  let register: string | null = null;
  for await (const record of readCsv(file, { required: REQUIRED, optional: OPTIONAL })) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    const { fields, line } = record;
    const name = cleanText(fields.register, 200);
    if (register === null) {
      register = name ?? "";
      yield registerRow(register, authority, fields.language);
    } else if (register !== (name ?? "")) {
      yield reportOn(line, null)("register", name, "another-register", "row-refused");
    }
    yield* entryOf(fields, line);
  }
  if (register === null) throw new UnreadableFile("The file holds no entry.");
}

function registerRow(
  name: string,
  authority: NonNullable<RegisterOptions["authority"]>,
  firstLanguage: string,
): RegisterRow {
  const { language, ...facts } = authority;
  return {
    kind: "register",
    source: {
      key: `register:${authority.slug}:${slugOf(name) || "register"}`,
      name: name || "Register",
      licence: null,
      licenceUrl: null,
      url: null,
      language: language ?? (LANGUAGE.test(firstLanguage) ? firstLanguage : "en"),
    },
    authority: { ...facts, website: null, email: null },
    asOf: null,
  };
}

/** An entry, or everything that is wrong with it. */
function entryOf(fields: Fields, line: number): (EntryRow | IssueRow)[] {
  const given = cleanText(fields.entry_id, 200);
  const key = given && isPersonalNumber(given) ? null : given;
  const issues: IssueRow[] = [];
  const fault = (field: string, problem: string, value: string | null = null) => {
    issues.push(reportOn(line, key)(field, value, problem, "row-refused"));
    return null;
  };
  const text = (field: "legal_basis" | "grounds" | "remedy") => {
    const clean = cleanText(fields[field], TEXT_MAX + 1);
    if (clean === null) return fault(field, "missing");
    if (isPersonalNumber(clean)) return fault(field, "personal-number");
    return [...clean].length > TEXT_MAX ? fault(field, "too-long") : clean;
  };
  const oneOf = <T extends string>(
    field: "kind" | "class" | "state",
    values: readonly T[],
    given: string,
  ): T | null => {
    const found = values.find((value) => value === given);
    return found ?? fault(field, given === "" ? "missing" : "unknown-value", given);
  };
  const day = (field: "starts_on" | "ends_on") =>
    (z.iso.date().safeParse(fields[field]).success ? readDate(fields[field]) : null) ??
    fault(field, fields[field] === "" ? "missing" : "bad-date", fields[field]);

  if (!key) fault("entry_id", given === null ? "missing" : "personal-number");
  const entryKind = oneOf("kind", ENTRY_KINDS, fields.kind);
  const entryClass = oneOf("class", ENTRY_CLASSES, fields.class);
  const state = oneOf("state", ENTRY_STATES, fields.state || "active");
  const subject = subjectOf(fields, fault);
  const language = LANGUAGE.test(fields.language)
    ? fields.language
    : fault("language", "bad-language", fields.language);
  const [legalBasis, grounds, remedy] = [text("legal_basis"), text("grounds"), text("remedy")];
  const evidence = cleanText(fields.evidence ?? "", TEXT_MAX);
  if (evidence && isPersonalNumber(evidence)) fault("evidence", "personal-number");
  const [startsOn, endsOn] = [day("starts_on"), day("ends_on")];
  const term = entryClass && startsOn && endsOn && termFault(entryClass, startsOn, endsOn);
  if (term) fault("ends_on", term, endsOn);
  if (issues.length > 0 || !key || !entryKind || !entryClass || !state) return issues;
  if (!subject || !language || !legalBasis || !grounds || !remedy) return issues;
  if (!startsOn || !endsOn) return issues;
  const texts = { language, legalBasis, grounds, evidence, remedy };
  const what = { line, key, entryKind, class: entryClass, subject, state };
  return [{ kind: "entry", ...what, ...texts, startsOn, endsOn }];
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

function subjectOf(
  fields: Fields,
  fault: (field: string, problem: string, value?: string | null) => null,
): EntryRow["subject"] | null {
  const { site = "", subject_scheme = "", subject_number = "" } = fields;
  const namesEntity = subject_scheme !== "" || subject_number !== "";
  if (namesEntity === (site !== "")) return fault("site", "site-or-entity");
  if (site !== "") {
    const id = parsePublicId(site);
    return id ? { site: id } : fault("site", "bad-site-id", site);
  }
  if (!isEntityScheme(subject_scheme)) {
    return fault("subject_scheme", "unknown-value", subject_scheme);
  }
  const checked = checkEntityNumber(subject_scheme, subject_number);
  // A wrong number may be somebody's own: neither it nor the name is reported.
  if (!checked.ok) return fault("subject_number", `${checked.reason}-number`);
  const form = fields.subject_form ?? "";
  const legalForm = LEGAL_FORMS.find((one) => one === form) ?? null;
  if (form !== "" && !legalForm) return fault("subject_form", "unknown-value", form);
  const name = cleanText(fields.subject_name ?? "", 300);
  if (name && isPersonalNumber(name)) return fault("subject_name", "personal-number");
  return { entity: { scheme: subject_scheme, number: checked.number, name, legalForm } };
}
