import { distanceM, type Position } from "@/core/map-grid";
import { matchWords, wordsAgree } from "@/core/match-words";
import { similarity } from "@/core/site-likeness";
import { normaliseText } from "@/core/tokens";

/** What is compared of a site, and of who may run it. */
export interface MatchParty {
  /** Present and former ones, the present one first. */
  names: readonly string[];
  addresses: readonly MatchAddress[];
  phone: string | null;
}

export interface MatchAddress {
  line: string | null;
  locality: string | null;
  postcode: string | null;
  position: Position | null;
}

/** What two descriptions agree or disagree in; stored with a candidate and shown to who decides. */
export interface MatchEvidence {
  /** The two names that are most alike, and how much, 0 to 1. */
  name: { site: string; entity: string; alike: number } | null;
  /** The two addresses that agree best. */
  address: { site: string; entity: string; agrees: AddressAgreement } | null;
  phone: "same" | "different" | null;
  /** Between the two nearest places, where both are known. */
  distanceM: number | null;
}

/** From the same house down to another town. */
type AddressAgreement = "same" | "street" | "town" | "elsewhere" | "unknown";

const AGREEMENTS: readonly AddressAgreement[] = ["same", "street", "town", "unknown", "elsewhere"];

/** Compares a site with a legal entity that may run it. */
export function matchEvidence(site: MatchParty, entity: MatchParty): MatchEvidence {
  return {
    name: bestName(site.names, entity.names),
    address: bestAddress(site.addresses, entity.addresses),
    phone: site.phone && entity.phone ? (site.phone === entity.phone ? "same" : "different") : null,
    distanceM: leastDistance(site.addresses, entity.addresses),
  };
}

/** How much the evidence says, 0 to 1; for the order in which people look, never for linking. */
export function matchScore({ name, address, phone, distanceM: apart }: MatchEvidence): number {
  const alike = name?.alike ?? 0;
  const place = PLACE_SCORES[address?.agrees ?? "unknown"];
  const near = apart === null ? 0 : apart <= NEAR_M ? 0.15 : apart > FAR_M ? -0.1 : 0;
  const told = phone === "same" ? 0.35 : phone === "different" ? -0.05 : 0;
  return Math.max(0, Math.min(1, 0.5 * alike + place + near + told));
}

const PLACE_SCORES: Readonly<Record<AddressAgreement, number>> = {
  same: 0.35,
  street: 0.15,
  town: 0.05,
  unknown: 0,
  elsewhere: -0.1,
};

const NEAR_M = 150;
const FAR_M = 1000;

/** From here on a person is asked. */
export const PROPOSE_FROM = 0.4;

/** A rule by which a site is linked without a person; its precision is measured by the tests. */
export type MatchRule = "address-and-name" | "phone-and-name";

const NAME_SAME = 0.8;
/** With the same telephone it takes less. */
const NAME_WITH_PHONE = 0.6;
/** Another candidate at the same place with a name as near as this makes it a person's choice. */
const RIVAL_LEAD = 0.25;

/**
 * The rule that links a site to the first of its candidates, null where a person has to decide. A
 * name alone never does, however equal; nor does a name and an address where somebody else there
 * has one that is nearly as much alike, as the branches of a chain in one building.
 */
export function automaticRule(candidates: readonly MatchEvidence[]): MatchRule | null {
  const [best, ...rest] = candidates;
  if (!best?.name) return null;
  const alike = best.name.alike;
  const leads = rest.every(
    (other) => alike - (other.name?.alike ?? 0) >= RIVAL_LEAD || isElsewhere(other),
  );
  if (!leads) return null;
  if (best.phone === "same" && alike >= NAME_WITH_PHONE) {
    return rest.some(({ phone }) => phone === "same") ? null : "phone-and-name";
  }
  const isHere = best.address?.agrees === "same" && (best.distanceM ?? 0) <= FAR_M;
  return isHere && best.phone !== "different" && alike >= NAME_SAME ? "address-and-name" : null;
}

function isElsewhere({ address, phone, distanceM: apart }: MatchEvidence): boolean {
  const agrees = address?.agrees ?? "unknown";
  return (
    phone !== "same" &&
    agrees !== "same" &&
    agrees !== "unknown" &&
    (apart === null || apart > NEAR_M)
  );
}

function bestName(a: readonly string[], b: readonly string[]): MatchEvidence["name"] {
  let best: MatchEvidence["name"] = null;
  for (const site of a) {
    for (const entity of b) {
      const alike = nameLikeness(site, entity);
      if (!best || alike > best.alike) best = { site, entity, alike };
    }
  }
  return best;
}

/** At least so much alike where only typing errors differ, at most so much where a word does. */
const AGREED = 0.85;
const DISAGREED = 0.75;

/** How alike two names of businesses are, without what says only their legal form. */
function nameLikeness(a: string, b: string): number {
  const [first, second] = [matchWords(a), matchWords(b)];
  if (first.length === 0 || second.length === 0) return 0;
  const whole = similarity(first.join(" "), second.join(" "));
  // Written apart or together, and in another order.
  const joint = similarity(first.join(""), second.join(""));
  const sorted = similarity(first.toSorted().join(" "), second.toSorted().join(" "));
  const alike = Math.max(whole, joint, sorted * 0.98);
  const known = wordsAgree(first, second) ? Math.max(alike, AGREED) : Math.min(alike, DISAGREED);
  return Math.round(known * 100) / 100;
}

function bestAddress(
  a: readonly MatchAddress[],
  b: readonly MatchAddress[],
): MatchEvidence["address"] {
  let best: MatchEvidence["address"] = null;
  for (const site of a) {
    for (const entity of b) {
      const agrees = addressAgreement(site, entity);
      if (best && AGREEMENTS.indexOf(agrees) >= AGREEMENTS.indexOf(best.agrees)) continue;
      best = { site: inOneLine(site), entity: inOneLine(entity), agrees };
    }
  }
  return best;
}

function inOneLine({ line, locality, postcode }: MatchAddress): string {
  return [line, locality, postcode].filter(Boolean).join(", ");
}

const STREET_SAME = 0.75;

function addressAgreement(a: MatchAddress, b: MatchAddress): AddressAgreement {
  const town = sameTown(a, b);
  if (town === false) return "elsewhere";
  if (town === null || !a.line || !b.line) return town ? "town" : "unknown";
  const [first, second] = [a.line, b.line].map(streetOf) as [Street, Street];
  if (!wordsAgree(first.words.split(" "), second.words.split(" "))) return "town";
  return first.house !== "" && first.house === second.house ? "same" : "street";
}

/** Null where neither town nor postcode of one of them is known. */
function sameTown(a: MatchAddress, b: MatchAddress): boolean | null {
  const plain = (text: string | null) => (text ? normaliseText(text).replaceAll(" ", "") : "");
  const [postcode, other] = [plain(a.postcode), plain(b.postcode)];
  if (postcode && other) return postcode === other || (alikeTowns(a, b) ?? false);
  return alikeTowns(a, b);
}

function alikeTowns(a: MatchAddress, b: MatchAddress): boolean | null {
  if (!a.locality || !b.locality) return null;
  return nameLikeness(a.locality, b.locality) >= STREET_SAME;
}

interface Street {
  words: string;
  house: string;
}

/** Words that only say that it is a street; each language writes them or leaves them out. */
const STREET_WORDS = new Set(
  "street st road rd avenue ave lane ln tn tanav mnt maantee pst puiestee tee gate gata gt vei veien vn".split(
    " ",
  ),
);

/** The words of a street in one order, and its house number with the letter that belongs to it. */
function streetOf(line: string): Street {
  const words = matchWords(line.replace(/(\p{Nd})\s+(\p{L})(?!\p{L})/gu, "$1$2"));
  const house = words.find((word) => /^\d+[a-z]?$/.test(word)) ?? "";
  const rest = words.filter((word) => !/^\d/.test(word) && !STREET_WORDS.has(word));
  return { words: rest.join(" "), house };
}

function leastDistance(a: readonly MatchAddress[], b: readonly MatchAddress[]): number | null {
  const apart = a.flatMap(({ position }) =>
    b.flatMap((other) =>
      position && other.position ? [Math.round(distanceM(position, other.position))] : [],
    ),
  );
  return apart.length === 0 ? null : Math.min(...apart);
}
