import type { IsoDate, SiteRow } from "@/core/import-row";
import type { Part } from "@/server/demo-data/cast";
import { daysBefore, daysBetween } from "@/server/demo-data/days";
import type { Dice } from "@/server/demo-data/dice";
import { type Days, type Life, live } from "@/server/demo-data/life";
import { fill, makeName } from "@/server/demo-data/name";
import { registerNumber } from "@/server/demo-data/register-number";
import { makeSpot, type Spot } from "@/server/demo-data/spot";
import type { Programme, Town, Trade } from "@/server/demo-data/town";
import type { DemoVisit } from "@/server/demo-data/visits";

/** All that ever happens to a site; `tell` says what is known of it on a day. */
export interface Story extends Life {
  facts: Pick<
    SiteRow,
    | "key"
    | "siteKind"
    | "category"
    | "categoryAsPublished"
    | "address"
    | "locality"
    | "postcode"
    | "position"
    | "website"
    | "operator"
  >;
  /** Who has run it since a day; who is said above ran it until then. */
  takeover: { operator: SiteRow["operator"]; on: IsoDate } | null;
  /** Oldest first; the last has no end. */
  names: { name: string; until: IsoDate | null }[];
  reply: { text: string; on: IsoDate } | null;
}

/** What the stories of one source share. */
export interface Stage {
  town: Town;
  programme: Programme;
  days: Days;
  /** Names that are given out. */
  taken: Set<string>;
}

export function makeStory(part: Part, number: number, stage: Stage, dice: Dice): Story {
  const { town, programme } = stage;
  const key = `${programme.keyPrefix}-${String(10_000 + number)}`;
  const spot = makeSpot(town, dice);
  const { trade, name, facts } = introduce(part, spot, stage, dice);
  const life = live(part.fate, key, stage, dice);
  const operator = operatorOf(part, number, stage, dice);
  return {
    facts: {
      key,
      ...facts,
      category: trade.category,
      categoryAsPublished: trade.published,
      operator,
    },
    takeover: operator && isTakenOver(part, number, stage) ? takeoverOf(number, stage) : null,
    names: namesOf(name, part, trade, stage, dice),
    reply: replyTo(life.visits, town, stage.days, dice),
    ...life,
  };
}

function introduce({ role }: Part, spot: Spot, stage: Stage, dice: Dice) {
  const { town, programme, taken } = stage;
  const { district, street, address, postcode, position } = spot;
  const nowhere = { address: null, postcode: null, website: null };
  if (role.kind === "online") {
    const facts = {
      ...nowhere,
      siteKind: "online" as const,
      locality: null,
      position: null,
      website: role.website,
    };
    return { trade: programme.online.trade, name: role.name, facts };
  }
  const locality = town.locality(district.name);
  if (role.kind === "mobile" && programme.mobile) {
    const { trade } = programme.mobile;
    const name = makeName(trade, "own", town.parts, taken, dice);
    return { trade, name, facts: { ...nowhere, siteKind: "mobile" as const, locality, position } };
  }
  const facts = {
    siteKind: "fixed" as const,
    address,
    locality,
    postcode,
    position: dice.chance(0.02) ? null : position,
    website: null,
  };
  if (role.kind === "chain") {
    const trade: Trade = { ...role.chain.trade, weight: 1, names: { own: [] } };
    const name = fill(role.chain.name, (word) => (word === "street" ? street : district.name));
    return { trade, name, facts };
  }
  const trade = dice.weighted(programme.trades.map((each) => [each, each.weight] as const));
  if (role.kind === "odd" || role.kind === "unlinked") return { trade, name: role.name, facts };
  const style = styleIn(spot, dice);
  return { trade, name: makeName(trade, style, town.parts, taken, dice), facts };
}

function styleIn({ district: { styles = {} } }: Spot, dice: Dice): string {
  const others = Object.entries(styles);
  const own = 1 - others.reduce((sum, [, share]) => sum + share, 0);
  return dice.weighted([["own", own], ...others]);
}

const OPERATOR_SHARE = 0.55;

function operatorOf({ role }: Part, number: number, { town, programme }: Stage, dice: Dice) {
  const scheme = town.registerScheme;
  const entity = (n: number) =>
    ({ scheme, level: "entity", number: registerNumber(scheme, n) }) as const;
  const offset = programme.domain === "food" ? 0 : 5000;
  if (role.kind === "unlinked") return null;
  if (role.kind === "chain") return entity(offset + 100 + role.number);
  const neighbour = dice.chance(0.06) ? 1 : 0;
  return dice.chance(OPERATOR_SHARE) ? entity(offset + 1000 + number - neighbour) : null;
}

/** One place with food in so many has changed hands since its last visit, by its number. */
const TAKEN_OVER_EVERY = 61;

function isTakenOver({ role, fate }: Part, number: number, { programme }: Stage): boolean {
  const isTurn = number % TAKEN_OVER_EVERY === 7;
  return isTurn && role.kind === "ordinary" && fate === "rated" && programme.domain === "food";
}

/** Told by the last snapshot, so that every result there is comes from before. */
function takeoverOf(number: number, { town, days }: Stage): Story["takeover"] {
  const scheme = town.registerScheme;
  const operator = {
    scheme,
    level: "entity",
    number: registerNumber(scheme, 3000 + number),
  } as const;
  return { operator, on: days.last };
}

function namesOf(name: string, { role, fate }: Part, trade: Trade, stage: Stage, dice: Dice) {
  const { town, days, taken } = stage;
  const names: Story["names"] = [{ name, until: null }];
  if (role.kind !== "ordinary" || fate === "new" || !dice.chance(0.05)) return names;
  const earlier = makeName(trade, "own", town.parts, taken, dice);
  const recent = dice.chance(0.15);
  const ago = recent ? dice.int(1, daysBetween(days.first, days.last) - 1) : dice.int(90, 1500);
  return [{ name: earlier, until: daysBefore(days.last, ago) }, ...names];
}

function replyTo(visits: DemoVisit[], town: Town, days: Days, dice: Dice): Story["reply"] {
  const last = visits.at(-1);
  const bad = last?.findings.some((finding) => finding.severity !== "minor") ?? false;
  if (!last || last.withheld || !dice.chance(bad ? 0.3 : 0.01)) return null;
  const on = daysBefore(last.on, -dice.int(2, 12));
  return on <= days.last ? { text: dice.pick(town.replies), on } : null;
}
