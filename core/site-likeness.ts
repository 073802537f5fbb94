import type { Listing } from "@/core/listing";
import { distanceM, type Position } from "@/core/map-grid";
import { normaliseText } from "@/core/tokens";

/** What is compared of two sites. */
export interface Likeness {
  name: string;
  formerNames?: readonly string[];
  address: string | null;
  locality: string | null;
  postcode: string | null;
  position: Position | null;
  website: string | null;
  /** `scheme:number` of who operates it. */
  operator: string | null;
}

/** What two descriptions agree in. */
const EVIDENCE = [
  "number",
  "website",
  "name",
  "name-similar",
  "address",
  "address-similar",
  "postcode",
  "near",
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** A site that may be the one somebody is about to register, and what speaks for it. */
export interface LikelySame {
  listing: Listing;
  evidence: Evidence[];
  distanceM: number | null;
}

/** How much each says; from {@link ENOUGH} on somebody should look. */
const WEIGHTS: Readonly<Record<Evidence, number>> = {
  number: 4,
  website: 5,
  name: 4,
  "name-similar": 3,
  address: 4,
  "address-similar": 2,
  postcode: 2,
  near: 2,
};
const ENOUGH = 5;

/** What being so far apart takes away: branches of a chain share name and operator. */
const FAR_M = 1000;
const FAR_WEIGHT = 4;

const SIMILAR = 0.55;
const NEAR_M = 150;

/** What speaks for two sites being one, and whether that is enough to ask. */
export function likeness(
  a: Likeness,
  b: Likeness,
): { evidence: Evidence[]; weight: number; distanceM: number | null; isLikely: boolean } {
  const names = [b.name, ...(b.formerNames ?? [])].map((name) => similarity(a.name, name));
  const name = Math.max(...names);
  const address = similarity(a.address ?? "", b.address ?? "");
  const apartM = a.position && b.position ? distanceM(a.position, b.position) : null;
  const holds: Record<Evidence, boolean> = {
    number: a.operator !== null && a.operator === b.operator,
    website: a.website !== null && b.website !== null && host(a.website) === host(b.website),
    name: name === 1,
    "name-similar": name < 1 && name >= SIMILAR,
    address: address === 1 && isSame(a.locality, b.locality, true),
    "address-similar": address < 1 && address >= SIMILAR && houseNumbersAgree(a, b),
    postcode: isSame(a.postcode, b.postcode, false),
    near: apartM !== null && apartM <= NEAR_M,
  };
  const evidence = EVIDENCE.filter((one) => holds[one]);
  const agreeing = evidence.reduce((sum, one) => sum + WEIGHTS[one], 0);
  const weight = apartM !== null && apartM > FAR_M ? agreeing - FAR_WEIGHT : agreeing;
  // A name in another script agrees in nothing: the same address in the same town has to do.
  const isSamePlace =
    holds.address && isSame(a.locality, b.locality, false) && (apartM === null || apartM <= FAR_M);
  return { evidence, weight, distanceM: apartM, isLikely: weight >= ENOUGH || isSamePlace };
}

/** How alike two texts are, 0 to 1: of their trigrams, in Han of their pairs, those they share. */
export function similarity(a: string, b: string): number {
  const [first, second] = [grams(a), grams(b)];
  if (first.size === 0 || second.size === 0) return 0;
  if (normaliseText(a) === normaliseText(b)) return 1;
  const shared = [...first].filter((gram) => second.has(gram)).length;
  // Never quite 1: the same words in another order are not the same name.
  return Math.min(0.99, (2 * shared) / (first.size + second.size));
}

function grams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of normaliseText(text).split(" ").filter(Boolean)) {
    const size = /\p{sc=Han}/u.test(word) ? 2 : 3;
    const padded = [...(size === 3 ? ` ${word} ` : word)];
    if (padded.length < size) found.add(padded.join(""));
    for (let at = 0; at + size <= padded.length; at += 1) {
      found.add(padded.slice(at, at + size).join(""));
    }
  }
  return found;
}

function isSame(a: string | null, b: string | null, whereUnknown: boolean): boolean {
  if (!a || !b) return whereUnknown;
  const plain = (text: string) => normaliseText(text).replaceAll(" ", "");
  return plain(a) === plain(b);
}

/** Two numbers in one street are two places, however alike the rest is. */
function houseNumbersAgree(a: Likeness, b: Likeness): boolean {
  const numbers = (text: string | null): string[] => text?.match(/\p{Nd}+/gu) ?? [];
  const [first, second] = [numbers(a.address), numbers(b.address)];
  return first.length === 0 || second.length === 0 || first.some((one) => second.includes(one));
}

function host(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, pathname } = new URL(address);
  return `${hostname.replace(/^www\./, "")}${pathname.replace(/\/$/, "")}`.toLowerCase();
}
