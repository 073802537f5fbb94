import type { IsoDate } from "@/core/import-row";
import { daysBefore } from "@/server/demo-data/days";
import { registerNumber } from "@/server/demo-data/register-number";

/** An invented tax authority and what it has delivered, in order. */
export interface DemoTax {
  authority: { slug: string; name: string; country: string; language: string };
  scheme: string;
  deliveries: { asOf: IsoDate; csv: string }[];
}

type Row = Readonly<Record<string, string>>;

const HEADER = ["identifier_scheme", "number", "legal_form", "name", "as_of", "legal_basis"];

/** Companies of Tallinn beside the board's own: numbers far from those of its sites. */
const FIRST_NUMBER = 90_001;

const NAMES = [
  "Põhjatäht Toit OÜ",
  "Kolm Kala OÜ",
  "Vana Ahi AS",
  "Merevaik Kaubandus OÜ",
  "Sinine Tass OÜ",
  "Rukkilill Pagar OÜ",
  "Kuldne Kaer TÜ",
  "Lõuna Tuul OÜ",
  "Hall Hunt Catering OÜ",
  "Tamme Turg AS",
];

const FINE: Row = {
  undisputedArrears: "0",
  disputedArrears: "0",
  planActive: "false",
  overdueReturns: "0",
};

/**
 * Standings of every colour, disputed, with a plan and without a law; one company whose figures are
 * too old; and a last delivery in which so many turn red that it is held. The same day gives the same.
 */
export function demoTax(today: IsoDate): DemoTax {
  const last = daysBefore(today, 12);
  const ago = (days: number) => daysBefore(last, days);
  const stories: Row[] = [
    {},
    { undisputedArrears: "4210.55", oldestUndisputedDueOn: ago(80) },
    { undisputedArrears: "3890.1", oldestUndisputedDueOn: ago(200), planActive: "true" },
    { overdueReturns: "1", oldestReturnDueOn: ago(9) },
    { disputedArrears: "12750" },
    { overdueReturns: "3", oldestReturnDueOn: ago(70) },
    { legal_basis: "" },
    { undisputedArrears: "640", oldestUndisputedDueOn: ago(12), disputedArrears: "2300" },
    {},
  ];
  const rowOf = (index: number, asOf: IsoDate, given: Row = {}): Row => ({
    identifier_scheme: "ee-regcode",
    number: registerNumber("ee-regcode", FIRST_NUMBER + index),
    legal_form: NAMES[index]?.endsWith("TÜ") ? "cooperative" : "company",
    name: NAMES[index] ?? "",
    as_of: asOf,
    legal_basis: "Maksukorralduse seadus, § 27",
    ...FINE,
    ...given,
  });
  const tooOld = NAMES.length - 1;
  const arrears = { undisputedArrears: "980", oldestUndisputedDueOn: ago(45) };
  return {
    authority: {
      ...{ slug: "demo-tax-estonia", name: "Eesti näidismaksuamet" },
      ...{ country: "EE", language: "et" },
    },
    scheme: "placard-tax@1",
    deliveries: [
      { asOf: ago(60), csv: csvOf([rowOf(tooOld, ago(60))]) },
      { asOf: last, csv: csvOf(stories.map((story, index) => rowOf(index, last, story))) },
      {
        asOf: daysBefore(today, 2),
        csv: csvOf([0, 2, 8].map((index) => rowOf(index, daysBefore(today, 2), arrears))),
      },
    ],
  };
}

const FIGURES = [
  "undisputedArrears",
  "disputedArrears",
  "oldestUndisputedDueOn",
  "planActive",
  "overdueReturns",
  "oldestReturnDueOn",
];

function csvOf(rows: readonly Row[]): string {
  const columns = [...HEADER, ...FIGURES];
  const cell = (text: string) => (text.includes(",") ? `"${text}"` : text);
  const lines = rows.map((row) => columns.map((name) => cell(row[name] ?? "")).join());
  return [columns.join(), ...lines, ""].join("\n");
}
