import { CATEGORIES, type Category } from "@/core/category";
import type { FindingRow, IsoDate, RatingRow, SiteRow, VisitRow } from "@/core/import-row";
import { daysBefore } from "@/server/demo-data/days";
import { Dice } from "@/server/demo-data/dice";
import { fill } from "@/server/demo-data/name";
import { CITIES_APART, NATIONS, type Nation, SCALE_SOURCES } from "@/server/scale-data/nations";
import { makeDistrict, makeVillage } from "@/server/scale-data/place";
import { makeBrand, type Tongue } from "@/server/scale-data/tongues";

/** One invented site as its source would publish it. */
export interface ScaleSite {
  /** Place in {@link SCALE_SOURCES}. */
  source: number;
  site: SiteRow;
  visit: VisitRow | null;
  finding: FindingRow | null;
  /** On line 2n; null where nothing is published. */
  rating: RatingRow | null;
  /** What was published before that, on line 2n - 1. */
  earlier: RatingRow | null;
  /** True where its source no longer names it. */
  gone: boolean;
}

/** The n-th invented site as of a day: the same for every size of the board. */
export function makeSite(n: number, day: IsoDate): ScaleSite {
  const dice = new Dice(`scale ${n}`);
  const nation = draw(NATION_WHEEL, dice);
  const { tongue } = nation;
  const goods = dice.chance(0.13);
  const category: Category = goods ? "seller" : draw(CATEGORY_WHEEL, dice);
  const city = draw(CITY_WHEELS.get(nation) ?? [0], dice);
  const rural = dice.chance(0.35);
  const online = goods && dice.chance(0.1);
  const key = `scale-${n}`;
  const named = makeName(tongue, category, dice);
  const place = rural ? makeVillage(nation, city, dice) : makeDistrict(nation, city, dice);
  const hidden = online || dice.chance(0.02);
  const site: SiteRow = {
    kind: "site",
    line: n,
    key,
    name: named,
    siteKind: online ? "online" : category === "mobile" ? "mobile" : "fixed",
    category,
    categoryAsPublished: null,
    address: hidden ? null : makeAddress(tongue, dice),
    locality: place.locality,
    postcode: hidden ? null : fillCode(tongue.postcode, dice),
    position: hidden ? null : place.position,
    website: online ? `https://shop-${n}.example/` : null,
    operator: dice.chance(0.1)
      ? { scheme: "scale-register", level: "entity", number: String(chainOf(dice)) }
      : null,
    closedOn: dice.chance(0.04) ? daysBefore(day, dice.int(1, 900)) : null,
    resultPending: dice.chance(0.02),
    reply: dice.chance(0.01) ? tongue.reply : null,
    formerNames: dice.chance(0.04)
      ? [
          {
            name: makeName(tongue, category, dice),
            until: daysBefore(day, dice.int(30, 2000)),
          },
        ]
      : [],
  };
  return {
    source: sourceOf(nation, goods, rural ? CITIES_APART : city),
    site,
    ...makeRecord(n, key, goods ? GOODS_WHEEL : WORD_WHEELS[nation.scheme], tongue, day, dice),
    gone: dice.chance(0.01),
  };
}

function makeRecord(
  n: number,
  siteKey: string,
  words: Wheel<string | null>,
  tongue: Tongue,
  day: IsoDate,
  dice: Dice,
): Pick<ScaleSite, "visit" | "finding" | "rating" | "earlier"> {
  const age = Math.floor(dice.next() ** 2 * 1800);
  const visitKey = dice.chance(0.15) ? `${siteKey}-1` : null;
  const about = { line: n, siteKey };
  const visit: VisitRow | null = visitKey
    ? { kind: "visit", ...about, key: visitKey, visitedOn: daysBefore(day, age), type: null }
    : null;
  const finding: FindingRow | null = visitKey
    ? {
        kind: "finding",
        ...about,
        visitKey,
        code: null,
        text: tongue.finding,
        severity: dice.pick(["minor", "significant", "crucial"] as const),
        severityAsPublished: null,
        correctedOnSite: dice.chance(0.5),
        action: null,
        courtOutcome: null,
        fine: null,
      }
    : null;
  const rate = (published: string | null, line: number, days: number): RatingRow | null =>
    published === null
      ? null
      : {
          kind: "rating",
          line,
          siteKey,
          visitKey: line % 2 === 0 ? visitKey : null,
          published,
          inputs: {},
          ratedOn: UNDATED.has(published) ? null : daysBefore(day, days),
        };
  const rating = rate(draw(words, dice), n * 2, age);
  const before = rating && dice.chance(0.1) ? draw(words, dice) : null;
  return { visit, finding, rating, earlier: rate(before, n * 2 - 1, age + EARLIER_DAYS) };
}

function makeName(tongue: Tongue, category: Category, dice: Dice): string {
  const trade = dice.pick(tongue.trades[category]);
  return fill(dice.pick(tongue.patterns), (part) =>
    part === "t" ? trade : makeBrand(tongue, dice),
  );
}

function makeAddress(tongue: Tongue, dice: Dice): string {
  return fill(dice.pick(tongue.addresses), (part) => {
    if (part === "s") return dice.pick(tongue.streets);
    return part === "b" ? makeBrand(tongue, dice) : String(dice.int(1, 240));
  });
}

function fillCode(code: string, dice: Dice): string {
  return code.replace(/[#@]/g, (sign) =>
    sign === "#" ? String(dice.int(0, 9)) : String.fromCharCode(65 + dice.int(0, 25)),
  );
}

/** Few chains have thousands of sites, most have a handful. */
function chainOf(dice: Dice): number {
  return 1 + Math.floor(dice.next() ** 3 * 40_000);
}

/** Between the snapshots that told of a rating and of the one before. */
export const EARLIER_DAYS = 400;

const UNDATED = new Set(["AwaitingInspection", "Exempt"]);

type Wheel<T> = readonly T[];

/** A wheel of about a thousand places, each thing on it as often as its weight says. */
function wheel<T>(weighted: readonly (readonly [T, number])[]): Wheel<T> {
  const sum = weighted.reduce((total, [, weight]) => total + weight, 0);
  return weighted.flatMap(([thing, weight]) =>
    Array<T>(Math.max(1, Math.round((weight / sum) * 1000))).fill(thing),
  );
}

function draw<T>(from: Wheel<T>, dice: Dice): T {
  return dice.pick(from);
}

const NATION_WHEEL = wheel(NATIONS.map((nation) => [nation, nation.share]));
const CITY_WHEELS = new Map(
  NATIONS.map((nation) => [nation, wheel(nation.cities.map((city, i) => [i, city[3]]))]),
);
const COMMON: Partial<Record<Category, number>> = {
  restaurant: 30,
  takeaway: 18,
  shop: 14,
  bar: 8,
  supermarket: 5,
  bakery: 5,
};
const CATEGORY_WHEEL = wheel(
  CATEGORIES.filter((category) => category !== "seller").map((category) => [
    category,
    COMMON[category] ?? 2,
  ]),
);
const UNRATED_WORDS: readonly [string | null, number][] = [
  ["AwaitingInspection", 5],
  ["AwaitingPublication", 2],
  ["Exempt", 1],
  ["Suspended", 0.5],
  ["UnderAppeal", 0.5],
  ["Disputed", 0.3],
  ["Word of another scheme", 0.5],
  [null, 3],
];
const WORD_WHEELS = {
  "demo-three-criteria@1": wheel<string | null>([
    ["excellent", 48],
    ["good", 22],
    ["improve", 10],
    ["poor", 4],
    ["unacceptable", 2],
    ...UNRATED_WORDS,
  ]),
  "demo-hundred-points@1": wheel<string | null>([
    ["excellent", 44],
    ["good", 24],
    ["fair", 13],
    ["poor", 5],
    ...UNRATED_WORDS,
  ]),
};
const GOODS_WHEEL = wheel<string | null>([
  ["Pass", 68],
  ["Conditional", 14],
  ["Withdrawn", 6],
  ...UNRATED_WORDS,
]);

function sourceOf(nation: Nation, goods: boolean, city: number): number {
  const first = FIRST_SOURCE.get(nation) ?? 0;
  if (goods) return first + 1;
  const apart = city < Math.min(CITIES_APART, nation.cities.length);
  return apart ? first + 2 + city : first;
}

const FIRST_SOURCE = new Map(
  NATIONS.map((nation) => [nation, SCALE_SOURCES.findIndex((source) => source.nation === nation)]),
);
