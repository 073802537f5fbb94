import type { IsoDate } from "@/core/import-row";
import { daysBefore } from "@/server/demo-data/days";
import { Dice } from "@/server/demo-data/dice";
import type { DemoOperator } from "@/server/demo-data/operators";
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

/** How businesses stand, and how many of a hundred each way; those left over are never sent. */
const SHARES = {
  good: 72,
  recent: 4,
  late: 3,
  plan: 3,
  arrears: 3,
  returns: 2,
  disputed: 2,
  lawless: 2,
  old: 2,
  unsent: 7,
} as const;
type Fate = keyof typeof SHARES;

/** Of those with the most places, so that chains of several colours are seen. */
const CHAINS: readonly Fate[] = ["recent", "disputed", "arrears"];
/** One after the other, for the companies without places. */
const PLACELESS: readonly Fate[] = [
  ...(["good", "arrears", "plan", "late", "disputed"] as const),
  ...(["returns", "lawless", "recent", "good", "old"] as const),
];

/** Of those in good standing one in so many is red in the last delivery: more than is plausible. */
const RED_EVERY = 9;

interface Company {
  number: string;
  name: string;
  fate: Fate;
}

/**
 * Standings of every colour, disputed, with a plan and without a law; some whose figures are too
 * old; and a last delivery in which so many turn red that it is held. The same day gives the same.
 */
export function demoTax(today: IsoDate, operators: readonly DemoOperator[]): DemoTax {
  const last = daysBefore(today, 12);
  const first = daysBefore(last, 60);
  const newest = daysBefore(today, 2);
  const companies = [...placeless(), ...running(operators)];
  const figures = figuresOn(last);
  const sent = companies.filter(({ fate }) => fate !== "old" && fate !== "unsent");
  // Some were known before, and stood well.
  const known = companies.filter(({ fate }) => fate === "old" || fate === "recent");
  const turning = sent
    .filter(({ fate }) => fate === "good")
    .filter((_, at) => at % RED_EVERY === 0);
  return {
    authority: {
      ...{ slug: "demo-tax-estonia", name: "Eesti näidismaksuamet" },
      ...{ country: "EE", language: "et" },
    },
    scheme: "placard-tax@1",
    deliveries: [
      { asOf: first, csv: csvOf(known.map((one) => rowOf(one, first))) },
      { asOf: last, csv: csvOf(sent.map((one) => rowOf(one, last, figures[one.fate]))) },
      {
        asOf: newest,
        csv: csvOf(
          turning.map((one) =>
            rowOf(one, newest, {
              undisputedArrears: "980",
              oldestUndisputedDueOn: daysBefore(last, 45),
            }),
          ),
        ),
      },
    ],
  };
}

function placeless(): Company[] {
  return NAMES.map((name, at) => ({
    name,
    number: registerNumber("ee-regcode", FIRST_NUMBER + at),
    fate: PLACELESS[at] ?? "good",
  }));
}

function running(operators: readonly DemoOperator[]): Company[] {
  const largest = operators.toSorted((a, b) => b.places - a.places).slice(0, CHAINS.length);
  return operators.map((operator) => {
    const dice = new Dice(`tax ${operator.number}`);
    const shares = Object.entries(SHARES) as [Fate, number][];
    const fate = CHAINS[largest.indexOf(operator)] ?? dice.weighted(shares);
    return { number: operator.number, name: `${operator.name} OÜ`, fate };
  });
}

/** What is owed and missing on a day, by how a business stands. */
function figuresOn(day: IsoDate): Readonly<Partial<Record<Fate, Row>>> {
  const ago = (days: number) => daysBefore(day, days);
  return {
    recent: { undisputedArrears: "640", oldestUndisputedDueOn: ago(12), disputedArrears: "2300" },
    late: { overdueReturns: "1", oldestReturnDueOn: ago(9) },
    plan: { undisputedArrears: "3890.1", oldestUndisputedDueOn: ago(200), planActive: "true" },
    arrears: { undisputedArrears: "4210.55", oldestUndisputedDueOn: ago(80) },
    returns: { overdueReturns: "3", oldestReturnDueOn: ago(70) },
    disputed: { disputedArrears: "12750" },
    lawless: { legal_basis: "" },
  };
}

function rowOf({ number, name }: Company, asOf: IsoDate, given: Row = {}): Row {
  return {
    identifier_scheme: "ee-regcode",
    number,
    legal_form: name.endsWith("TÜ") ? "cooperative" : "company",
    name,
    as_of: asOf,
    legal_basis: "Maksukorralduse seadus, § 27",
    ...FINE,
    ...given,
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
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((name) => cell(row[name] ?? "")).join());
  return [columns.join(), ...lines, ""].join("\n");
}
