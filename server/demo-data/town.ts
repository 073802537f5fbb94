import type { Category } from "@/core/category";
import type { FindingRow, SnapshotRow } from "@/core/import-row";
import type { RegisterScheme } from "@/server/demo-data/register-number";
import type { Rules } from "@/server/demo-data/rules";

/** What the demo's data knows of one invented jurisdiction, laid over a real town. */
export interface Town {
  key: string;
  country: string;
  language: string;
  /** IANA name. */
  timeZone: string;
  districts: readonly District[];
  address: (street: string, number: number) => string;
  locality: (district: string) => string;
  /** What `{words}` in the patterns of names stand for. */
  parts: Readonly<Record<string, readonly string[]>>;
  registerScheme: RegisterScheme;
  visitTypes: { routine: string; followUp: string; complaint: string };
  replies: readonly string[];
  programmes: readonly Programme[];
}

/** Land where shops cluster: along main streets with numbers, and around a centre. */
export interface District {
  name: string;
  /** `#` stands for a digit, `@` for a letter. */
  postcode: string;
  share: number;
  centre: readonly [lat: number, lon: number];
  spreadM: number;
  streets: readonly Street[];
  lanes: readonly string[];
  /** Share of names in a style other than the town's own. */
  styles?: Readonly<Record<string, number>>;
}

type Street = readonly [
  name: string,
  fromLat: number,
  fromLon: number,
  toLat: number,
  toLon: number,
  fromNumber: number,
  toNumber: number,
];

/** What one authority inspects in the town, and the words in which it says so. */
export interface Programme {
  domain: SnapshotRow["domain"];
  sourceKey: string;
  sourceName: string;
  authority: { slug: string; name: string };
  scheme: string;
  rules: Rules;
  keyPrefix: string;
  count: number;
  trades: readonly Trade[];
  mobile: { count: number; trade: Trade } | null;
  online: { trade: Trade; shops: readonly (readonly [name: string, website: string])[] };
  chains: readonly Chain[];
  /** Places without a number, called like companies that are known: who runs them is for a person to say. */
  unlinked?: readonly string[];
  /** Names that try a page's patience. */
  oddNames: readonly string[];
  shares: Shares;
  faults: Faults;
  severities: Readonly<Record<Severity, string>>;
  actions: Readonly<Record<Severity | "corrected", readonly (string | null)[]>>;
  fines: { from: number; to: number; step: number; court: { open: string; closed: string } | null };
  words: {
    /** Not yet inspected; null where the scheme has no such word and nothing is said. */
    never: string | null;
    /** A word of former days that no scheme maps. */
    former: string;
    /** Nobody was let in; null where the scheme has no such word. */
    noEntry: string | null;
    /** Gone, as a published result; null where the scheme has no such word. */
    ceased: string | null;
  };
}

/** A kind of business with patterns of names by style; `own` is the town's own. */
export interface Trade {
  category: Category;
  published: string;
  weight: number;
  names: { readonly own: readonly string[]; readonly [style: string]: readonly string[] };
}

export interface Chain {
  /** `{street}` and `{district}` tell the branches apart. */
  name: string;
  trade: Pick<Trade, "category" | "published">;
  count: number;
}

export type Severity = NonNullable<FindingRow["severity"]>;
export const AREAS = ["handling", "premises", "control"] as const;
export type Area = (typeof AREAS)[number];
export type Faults = Readonly<Record<Area, Readonly<Record<Severity, readonly string[]>>>>;

/** What becomes of a site; whatever has no share of its own is inspected and rated. */
export type Fate =
  | "rated"
  | "never"
  | "silent"
  | "first-visit"
  | "pending"
  | "confirmed"
  | "exempt"
  | "suspended"
  | "appeal"
  | "disputed"
  | "former-word"
  | "awaited"
  | "stale"
  | "closed"
  | "ceased"
  | "new"
  | "gone";

type Shares = Readonly<Partial<Record<Fate, number>>>;

/** The items of a list written as one line. */
export function list(text: string): string[] {
  return text.split(/,\s*/);
}
