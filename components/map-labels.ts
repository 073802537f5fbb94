import type { Counts, MapMark } from "@/core/listing";
import type { Standing } from "@/core/standing";

/** Wordings by plural category; `{count}` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every word of the map, in the reader's language. */
export interface MapLabels {
  /** Name of the map as a region: "Map". */
  map: string;
  /** How to move it without a pointer, for screen readers. */
  keys: string;
  zoomIn: string;
  zoomOut: string;
  grow: string;
  shrink: string;
  /** Leaves the area of the map and shows the whole result again. */
  reset: string;
  close: string;
  streets: string;
  /** Says where the pictures of streets come from, before they are asked for. */
  streetsNote: string;
  streetsOff: string;
  loading: string;
  failed: string;
  offline: string;
  /** Some tiles of marks did not arrive. */
  partial: string;
  capped: string;
  /** "Shown as of {time}.", while the server repeats earlier answers. */
  asOf: string;
  /** No place in this part of the map. */
  empty: string;
  tilesFailed: string;
  /** Where the reader asked from. */
  here: string;
  /** "{count} places". */
  places: PluralForms;
  /** "{count} green" and so on, for the mix of a cluster. */
  mix: Record<keyof Counts, string>;
  /** "{places}: {mix}. Zoom in." */
  cluster: string;
  /** "{places}: {mix}. Show their names." */
  stack: string;
  /** "{name}: {word}". */
  site: string;
  /** A word for every standing, used where the scheme has none. */
  standings: Record<Standing, string>;
}

/** Outcome words of schemes by `id@version`, in the reader's language. */
export type OutcomeWords = Readonly<
  Record<string, { outcomes: Readonly<Record<string, { word: string }>> }>
>;

export const COUNTED = ["green", "yellow", "red", "unrated"] as const satisfies (keyof Counts)[];

export function totalOf(counts: Counts): number {
  return COUNTED.reduce((sum, part) => sum + counts[part], 0);
}

/** Puts values in the place of `{names}`. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The wording for a number of things. */
export function pluralOf(locale: string, forms: PluralForms, count: number): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return fill(form, { count: new Intl.NumberFormat(locale).format(count) });
}

type Site = Extract<MapMark, { kind: "site" }>;

/** Speaks of marks in one language. */
export class MarkNames {
  readonly #labels: MapLabels;
  readonly #schemes: OutcomeWords;
  readonly #locale: string;
  readonly #number: Intl.NumberFormat;
  readonly #compact: Intl.NumberFormat;
  readonly #list: Intl.ListFormat;

  constructor(locale: string, labels: MapLabels, schemes: OutcomeWords) {
    this.#labels = labels;
    this.#schemes = schemes;
    this.#locale = locale;
    this.#number = new Intl.NumberFormat(locale);
    this.#compact = new Intl.NumberFormat(locale, { notation: "compact" });
    this.#list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  }

  /** The number in a ring: whole up to 9,999. */
  count(total: number): string {
    return total > 9_999 ? this.#compact.format(total) : this.#number.format(total);
  }

  /** "12 places: 9 green, 2 yellow, 1 not rated. Zoom in." */
  group(counts: Counts, kind: "cluster" | "stack"): string {
    const total = totalOf(counts);
    const { places, mix } = this.#labels;
    const parts = COUNTED.filter((part) => counts[part] > 0).map((part) =>
      fill(mix[part], { count: this.#number.format(counts[part]) }),
    );
    return fill(this.#labels[kind], {
      places: pluralOf(this.#locale, places, total),
      mix: this.#list.format(parts),
    });
  }

  /** "Kohvik Lepp: Very good" */
  site(site: Site): string {
    return fill(this.#labels.site, { name: site.name, word: this.word(site) });
  }

  /** The scheme's own word, else the source's, else what the standing means. */
  word({ scheme, outcome, published, standing }: Site): string {
    const own = scheme && outcome ? this.#schemes[scheme]?.outcomes[outcome]?.word : undefined;
    return own ?? (outcome ? published : null) ?? this.#labels.standings[standing];
  }
}
