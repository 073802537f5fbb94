/** A site without a number and an entity that may run it; `isSame` says whether it does. */
export interface LabelledPair {
  kind: string;
  isSame: boolean;
  site: Told;
  entity: Told;
  /** Somebody else whom the register knows of, and who is easily taken for it. */
  rival?: Told;
}

export interface Told {
  name: string;
  line: string;
  locality: string;
  postcode: string;
  lat: number;
  lon: number;
  phone: string | null;
}

const OWNERS =
  "Lepp Kask Tamm Saar Mägi Rebane Ilves Põder Kuusk Vaher Jõgi Õunapuu Järv Kivi Sepp Raud Pääsuke Hunt Luik Toom Pärn Haab Laas Vesi Tuul Meri Sild Oja".split(
    " ",
  );
const FIRST =
  "Blue Golden Old Green Silver Little Happy Royal Grand White Red Sunny Quiet Northern Harbour Garden Corner Market Castle River".split(
    " ",
  );
const THINGS =
  "Dragon Door Lantern Kettle Spoon Anchor Oven Crown Bear Fox Pheasant Windmill Bell Orchard Cellar Terrace Pantry Basket Cup Table".split(
    " ",
  );
const TRADES = "Kohvik Restoran Pagar Baar Köök Trahter Söökla Pubi Grill Bistro".split(" ");
const STREETS =
  "Pikk Lai Müürivahe Vene Narva Tartu Pärnu Kentmanni Toompuiestee Liivalaia Gonsiori Raua Kreutzwaldi Roosikrantsi Süda Tina Endla Sõle Kopli Telliskivi".split(
    " ",
  );
const TOWNS: readonly (readonly [string, string, number, number])[] = [
  ["Tallinn", "10", 59.437, 24.754],
  ["Tartu", "51", 58.378, 26.729],
  ["Pärnu", "80", 58.386, 24.497],
  ["Narva", "20", 59.379, 28.179],
  ["Viljandi", "71", 58.364, 25.597],
  ["Kuressaare", "93", 58.255, 22.489],
];
const FORMS = ["OÜ", "AS", "OÜ", "OÜ", "TÜ"];

const CYRILLIC: Readonly<Record<string, string>> = {
  a: "а",
  b: "б",
  d: "д",
  e: "е",
  f: "ф",
  g: "г",
  h: "х",
  i: "и",
  j: "й",
  k: "к",
  l: "л",
  m: "м",
  n: "н",
  o: "о",
  p: "п",
  r: "р",
  s: "с",
  t: "т",
  u: "у",
  v: "в",
  z: "з",
};

/**
 * A thousand pairs as registers and inspectors tell of the same place: exact, mistyped, in other
 * letters, moved, with other words for the same street; and as they tell of others that are easily
 * taken for it: the branches of a chain, the same name in another town, the next one in the house.
 */
export function labelledPairs(seed = 7): LabelledPair[] {
  const dice = new Dice(seed);
  return Array.from({ length: 1000 }, (_, n) => {
    const [kind, make] = KINDS[n % KINDS.length] as (typeof KINDS)[number];
    return { kind, ...make(dice, n) };
  });
}

type Maker = (dice: Dice, n: number) => Omit<LabelledPair, "kind">;

const same =
  (corrupt: (site: Told, dice: Dice) => Told): Maker =>
  (dice, n) => {
    const site = place(dice, n);
    const entity = { ...site, name: `${site.name} ${dice.of(FORMS)}` };
    return { isSame: true, site: corrupt(site, dice), entity };
  };

const withoutPhone = (told: Told): Told => ({ ...told, phone: null });

const KINDS: readonly (readonly [string, Maker])[] = [
  ["exact", same((site) => site)],
  ["exact, no telephone", same(withoutPhone)],
  [
    "mistyped name",
    same((site, dice) => withoutPhone({ ...site, name: mistyped(site.name, dice) })),
  ],
  [
    "mistyped twice",
    same((site, dice) => ({ ...site, name: mistyped(mistyped(site.name, dice), dice) })),
  ],
  [
    "umlauts written out",
    same((site) =>
      withoutPhone({ ...site, name: writtenOut(site.name), line: writtenOut(site.line) }),
    ),
  ],
  ["in Cyrillic", same((site) => withoutPhone({ ...site, name: inCyrillic(site.name) }))],
  [
    "address written otherwise",
    same((site) =>
      withoutPhone({ ...site, line: site.line.replace(/ (\d+)/, " tn. $1"), postcode: "" }),
    ),
  ],
  [
    "words in another order",
    same((site) => withoutPhone({ ...site, name: site.name.split(" ").reverse().join(" ") })),
  ],
  [
    "mistyped street",
    same((site, dice) => withoutPhone({ ...site, line: mistyped(site.line, dice) })),
  ],
  [
    "moved, telephone kept",
    same((site, dice) => ({
      ...place(dice, 5000 + dice.below(1000)),
      name: site.name,
      locality: site.locality,
      phone: site.phone,
    })),
  ],
  [
    "moved, telephone changed",
    same((site, dice) => ({
      ...place(dice, 5000 + dice.below(1000)),
      name: site.name,
      locality: site.locality,
      phone: null,
    })),
  ],
  [
    "trading name unlike the company's",
    (dice, n) => {
      const site = place(dice, n);
      return { isSame: true, site, entity: { ...site, name: `${dice.of(OWNERS)} Invest ${n} OÜ` } };
    },
  ],
  [
    "branch of a chain at one address, run by another",
    (dice, n) => {
      const site = place(dice, n);
      const branch = `${site.name} ${dice.of(["Express", "Terrass", "Lounge"])}`;
      return {
        isSame: false,
        site: withoutPhone({ ...site, name: branch }),
        entity: { ...site, name: `${site.name} OÜ` },
      };
    },
  ],
  [
    "same name in another town",
    (dice, n) => {
      const site = place(dice, n);
      const other = place(dice, n + 1 + dice.below(4));
      const entity = { ...other, name: `${site.name} OÜ` };
      return {
        isSame: false,
        site: withoutPhone({ ...site, locality: otherTown(other.locality) }),
        entity,
      };
    },
  ],
  [
    "another business in the same house",
    (dice, n) => {
      const site = place(dice, n);
      return {
        isSame: false,
        site: withoutPhone(site),
        entity: { ...site, name: `${placeName(dice, n + 31)} OÜ` },
      };
    },
  ],
  [
    "nearly the same name in the next house",
    (dice, n) => {
      const site = place(dice, n);
      const house = Number(/\d+/.exec(site.line)?.[0]) + 2;
      const entity = {
        ...site,
        name: `${site.name} ${dice.of(OWNERS)} OÜ`,
        line: site.line.replace(/\d+/, String(house)),
      };
      return { isSame: false, site: withoutPhone(site), entity: withoutPhone(entity) };
    },
  ],
  [
    "successor at the same address with one word of the name",
    (dice, n) => {
      const site = place(dice, n);
      const [trade = ""] = site.name.split(" ");
      return {
        isSame: false,
        site: withoutPhone(site),
        entity: { ...site, name: `${trade} ${dice.of(THINGS)} ${dice.of(OWNERS)} OÜ` },
      };
    },
  ],
  [
    "two companies of one name in one house",
    (dice, n) => {
      const site = place(dice, n);
      const entity = { ...site, name: `${site.name} OÜ` };
      const rival = { ...entity, name: `${site.name} AS` };
      return { isSame: true, site: withoutPhone(site), entity, rival };
    },
  ],
  [
    "same telephone of a landlord, another name",
    (dice, n) => {
      const site = place(dice, n);
      return {
        isSame: false,
        site,
        entity: {
          ...place(dice, n + 200),
          name: `${dice.of(OWNERS)} Kinnisvara OÜ`,
          phone: site.phone,
        },
      };
    },
  ],
];

function placeName(dice: Dice, n: number): string {
  return dice.below(2) === 0
    ? `${dice.of(TRADES)} ${OWNERS[n % OWNERS.length]} ${dice.of(THINGS)}`
    : `${FIRST[n % FIRST.length]} ${dice.of(THINGS)} ${dice.of(TRADES)}`;
}

function place(dice: Dice, n: number): Told {
  const [locality, code, lat, lon] = TOWNS[n % TOWNS.length] as (typeof TOWNS)[number];
  return {
    name: placeName(dice, n),
    line: `${dice.of(STREETS)} ${1 + dice.below(60)}`,
    locality,
    postcode: `${code}${String(100 + dice.below(800))}`,
    lat: lat + dice.below(1000) / 20_000,
    lon: lon + dice.below(1000) / 20_000,
    phone: `5${String(dice.below(9_000_000) + 1_000_000)}`,
  };
}

function otherTown(town: string): string {
  const at = TOWNS.findIndex(([name]) => name === town);
  return TOWNS[(at + 1) % TOWNS.length]?.[0] ?? "";
}

function mistyped(text: string, dice: Dice): string {
  const at = 1 + dice.below(Math.max(1, text.length - 2));
  const way = dice.below(3);
  if (way === 0) return text.slice(0, at) + text.slice(at + 1);
  if (way === 1)
    return `${text.slice(0, at)}${text[at + 1] ?? ""}${text[at] ?? ""}${text.slice(at + 2)}`;
  return text.slice(0, at) + "aeioktsr"[dice.below(8)] + text.slice(at + 1);
}

function writtenOut(text: string): string {
  return text
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/õ/g, "o")
    .replace(/Õ/g, "O");
}

function inCyrillic(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return [...plain].map((letter) => CYRILLIC[letter] ?? letter).join("");
}

/** The same numbers every time. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
