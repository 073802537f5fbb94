import type { Category } from "@/core/category";
import type { FindingRow, ImportRow, IssueRow, SiteRow } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { type Report, reportOn } from "@/importers/report";
import { readCoordinates } from "@/importers/values";

/** What both DineSafe files say of an establishment. */
export interface Establishment {
  id: string;
  name: string;
  type: string;
  address: string;
  latitude: string;
  longitude: string;
}

/** What both say of an infraction. */
export interface Infraction {
  details: string;
  severity: string;
  action: string;
  courtOutcome: string;
  amountFined: string;
}

/** The site of an establishment and what is odd about it; no site where it has no id or name. */
export function siteOf(
  from: Establishment,
  line: number,
): { site: SiteRow | null; issues: IssueRow[] } {
  const key = cleanText(from.id, 100);
  const name = cleanText(from.name, 300);
  const report = reportOn(line, key);
  if (!key || !name) {
    return { site: null, issues: [report(key ? "name" : "id", null, "missing", "row-refused")] };
  }
  const issues: IssueRow[] = [];
  const type = cleanText(from.type, 100);
  const category = CATEGORIES.get(type ?? "");
  if (!category) issues.push(report("type", type, "unknown-category", "noted"));
  const position = readCoordinates(from.latitude, from.longitude);
  if (position === "invalid") {
    const value = `${from.latitude}, ${from.longitude}`;
    issues.push(report("position", value, "bad-coordinates", "field-dropped"));
  }
  const site: SiteRow = {
    kind: "site",
    line,
    key,
    name,
    siteKind: category === "mobile" ? "mobile" : "fixed",
    category: category ?? "other",
    categoryAsPublished: type,
    address: cleanText(from.address, 300),
    locality: "Toronto",
    postcode: null,
    position: position === "invalid" ? null : position,
    website: null,
    operator: null,
    closedOn: null,
    resultPending: false,
    reply: null,
    formerNames: [],
  };
  return { site, issues };
}

/** The finding of an infraction, or nothing where the row stands for a visit without one. */
export function* findingRows(
  from: Infraction,
  at: Pick<FindingRow, "line" | "siteKey" | "visitKey">,
): Generator<ImportRow> {
  const severityAsPublished = cleanText(from.severity, 100);
  const details = cleanText(from.details, 2000);
  const text = details ?? severityAsPublished;
  if (!text) return;
  const report = reportOn(at.line, at.siteKey);
  // A crucial infraction without words still counts.
  if (!details) yield report("infraction", null, "missing", "repaired");
  const severity = SEVERITIES.get(severityAsPublished ?? "");
  if (severity === undefined) {
    yield report("severity", severityAsPublished, "unknown-severity", "noted");
  }
  const action = cleanText(from.action, 200);
  yield {
    kind: "finding",
    ...at,
    code: null,
    text,
    severity: severity ?? null,
    severityAsPublished,
    correctedOnSite: action === "Corrected During Inspection",
    action,
    courtOutcome: cleanText(from.courtOutcome, 200),
    fine: yield* readFine(from.amountFined, report),
  };
}

function* readFine(text: string, report: Report): Generator<IssueRow, number | null> {
  const amount = text.replace(/[$,\s]/g, "");
  if (!amount) return null;
  if (/^\d{1,9}(\.\d{1,2})?$/.test(amount)) return Number(amount);
  // Met: the letter O for zero. Guessing a fine would be worse than showing none.
  yield report("amount_fined", text, "bad-number", "field-dropped");
  return null;
}

const SEVERITIES: ReadonlyMap<string, FindingRow["severity"]> = new Map([
  ["M - Minor", "minor"],
  ["S - Significant", "significant"],
  ["C - Crucial", "crucial"],
  ["NA - Not Applicable", null],
]);

const CATEGORIES: ReadonlyMap<string, Category> = new Map(
  Object.entries({
    Bakery: "bakery",
    "Bake Shop": "bakery",
    "Banquet Facility": "restaurant",
    "Boarding / Lodging Home - Kitchen": "care",
    "Brew Your Own Beer / Wine": "producer",
    "Butcher Shop": "shop",
    "Cafeteria - Private Access": "canteen",
    "Cafeteria - Public Access": "canteen",
    Cafeteria: "canteen",
    "Catering Vehicle": "mobile",
    "Centralized Kitchen": "producer",
    "Chartered Cruise Boats": "mobile",
    "Child Care - Catered": "care",
    "Child Care - Food Preparation": "care",
    "Church Banquet Facility": "restaurant",
    "Cocktail Bar / Beverage Room": "bar",
    "College / University Food Services": "school",
    "College/University Food Services": "school",
    Commissary: "producer",
    "Community Kitchen (Meal Program)": "canteen",
    "Community Kitchen Meal Program": "canteen",
    "Elementary School Food Services": "school",
    "Farmer's Market": "shop",
    "Fish Shop": "shop",
    "Flea Market": "shop",
    "Food Bank": "distributor",
    "Food Caterer": "canteen",
    "Food Cart": "mobile",
    "Food Court Vendor": "takeaway",
    "Food Depot": "distributor",
    "Food Processing Plant": "producer",
    "Food Store (Convenience/Variety)": "shop",
    "Food Store (Convenience / Variety)": "shop",
    "Food Take Out": "takeaway",
    "Food Vending Facility": "mobile",
    "Hospitals & Health Facilities": "care",
    "Hot Dog Cart": "mobile",
    Hotel: "hotel",
    "Ice Cream / Yogurt Vendors": "takeaway",
    "Institutional Food Services": "canteen",
    "Locker Plant": "producer",
    "Meat Processing Plant": "producer",
    "Mobile Food Preparation Premises": "mobile",
    "Nursing Home / Home for the Aged": "care",
    "Other Educational Facility Food Services": "school",
    "Private Club": "bar",
    "Refreshment Stand (Stationary)": "takeaway",
    "Rest Home": "care",
    Restaurant: "restaurant",
    "Retirement Homes(Licensed)": "care",
    "Retirement Homes(Un-licensed)": "care",
    "Secondary School Food Services": "school",
    "Serving Kitchen": "canteen",
    "Student Nutrition Site": "school",
    Supermarket: "supermarket",
  }),
);
