import { checkEntityNumber, isEntityScheme } from "@/core/entity-number";
import type { FindingRow, ImportRow, IssueRow, RatingRow, SiteRow } from "@/core/import-row";
import { isPersonalNumber, withoutPersonalNumbers } from "@/core/personal-number";

/** A row of an import as it may be stored, null where nothing of it may, and what was refused. */
export interface Cleared<Row> {
  row: Row | null;
  issues: IssueRow[];
}

/** Which fields of a row are struck, and what becomes of the row (law 1). */
type Rule = "row" | "field" | "strike";

const SITE_RULES = {
  key: "row",
  // A name with a person's number in it is the name of a person.
  name: "row",
  address: "field",
  locality: "field",
  postcode: "field",
  website: "field",
  categoryAsPublished: "field",
  reply: "strike",
  phone: "field",
} as const satisfies Partial<Record<keyof SiteRow, Rule>>;

const VISIT_RULES = { siteKey: "row", key: "row", type: "field" } as const;

const FINDING_RULES = {
  siteKey: "row",
  visitKey: "row",
  code: "field",
  text: "strike",
  severityAsPublished: "field",
  action: "strike",
  courtOutcome: "strike",
} as const satisfies Partial<Record<keyof FindingRow, Rule>>;

const RATING_RULES = {
  siteKey: "row",
  visitKey: "row",
  published: "row",
} as const satisfies Partial<Record<keyof RatingRow, Rule>>;

/**
 * A row without any number of a natural person: such numbers are refused at the border and never
 * reach the database, not even in the report of what was refused.
 */
export function clearOfPersons<Row extends Exclude<ImportRow, { kind: "snapshot" }>>(
  row: Row,
): Cleared<Row> {
  if (row.kind === "issue") return { row: clearIssue(row) as Row, issues: [] };
  if (row.kind === "site") return clearSite(row) as Cleared<Row>;
  const rules =
    row.kind === "visit" ? VISIT_RULES : row.kind === "finding" ? FINDING_RULES : RATING_RULES;
  const cleared = applyRules(row, row.siteKey, rules);
  const isRating = cleared.row?.kind === "rating";
  return (isRating ? dropInputs(cleared as Cleared<RatingRow>) : cleared) as Cleared<Row>;
}

function clearIssue(row: IssueRow): IssueRow {
  const { key, value } = row;
  if (!holds(key) && !holds(value)) return row;
  return { ...row, key: struck(key), value: holds(value) ? null : value };
}

function clearSite(row: SiteRow): Cleared<SiteRow> {
  const cleared = applyRules(row, row.key, SITE_RULES);
  if (!cleared.row) return cleared;
  const changed: Partial<SiteRow> = {};
  const formerNames = row.formerNames.filter(({ name }) => !isPersonalNumber(name));
  if (formerNames.length < row.formerNames.length) changed.formerNames = formerNames;
  if (row.operator && isPersonal(row.operator)) changed.operator = null;
  return withFieldsDropped(cleared, row.key, changed);
}

/** A number of a register that is right in it stays, though its digits may be somebody's, too. */
function isPersonal({ scheme, number }: { scheme: string; number: string }): boolean {
  if (!isEntityScheme(scheme)) return isPersonalNumber(number);
  const checked = checkEntityNumber(scheme, number);
  return !checked.ok && checked.reason === "personal";
}

function dropInputs(cleared: Cleared<RatingRow>): Cleared<RatingRow> {
  if (!cleared.row) return cleared;
  const entries = Object.entries(cleared.row.inputs);
  const kept = entries.filter(([, value]) => !(typeof value === "string" && holds(value)));
  if (kept.length === entries.length) return cleared;
  return withFieldsDropped(cleared, cleared.row.siteKey, { inputs: Object.fromEntries(kept) });
}

function withFieldsDropped<Row extends SiteRow | RatingRow>(
  { row, issues }: Cleared<Row>,
  key: string,
  changed: Partial<Row>,
): Cleared<Row> {
  const fields = Object.keys(changed);
  if (!row || fields.length === 0) return { row, issues };
  return {
    row: { ...row, ...changed },
    issues: [...issues, ...fields.map((field) => refusal(row.line, key, field, "field-dropped"))],
  };
}

/** Applies the rules to a row; the row is copied only where something changes. */
function applyRules<Row extends { line: number }>(
  row: Row,
  key: string,
  rules: Readonly<Record<string, Rule>>,
): Cleared<Row> {
  const issues: IssueRow[] = [];
  const changed: Record<string, unknown> = {};
  for (const field in rules) {
    const value = row[field as keyof Row];
    if (typeof value !== "string" || !holds(value)) continue;
    const rule = rules[field];
    const told = rule === "row" ? "row-refused" : rule === "field" ? "field-dropped" : "repaired";
    issues.push(refusal(row.line, struck(key) ?? "", field, told));
    if (rule === "row") return { row: null, issues };
    changed[field] = rule === "strike" ? withoutPersonalNumbers(value) : null;
  }
  return { row: issues.length === 0 ? row : { ...row, ...changed }, issues };
}

function refusal(line: number, key: string, field: string, action: IssueRow["action"]): IssueRow {
  return { kind: "issue", line, key, field, value: null, problem: "personal-number", action };
}

function holds(text: string | null): boolean {
  return text !== null && isPersonalNumber(text);
}

function struck(text: string | null): string | null {
  return text === null ? null : withoutPersonalNumbers(text);
}
