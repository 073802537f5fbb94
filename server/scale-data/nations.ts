import {
  ARABIC,
  CHINESE,
  ENGLISH,
  FRENCH,
  GERMAN,
  GREEK,
  RUSSIAN,
  type Tongue,
} from "@/server/scale-data/tongues";

/** Land of one language over which invented sites are strewn as people live: towns and villages. */
export interface Nation {
  key: string;
  country: string;
  name: string;
  tongue: Tongue;
  /** Of a hundred sites of the board. */
  share: number;
  scheme: "demo-three-criteria@1" | "demo-hundred-points@1";
  cities: readonly City[];
  /** Villages lie this many degrees around the cities. */
  countryside: number;
}

type City = readonly [name: string, lat: number, lon: number, weight: number];

export const NATIONS: readonly Nation[] = [
  {
    key: "jade",
    country: "CN",
    name: "玉国",
    tongue: CHINESE,
    share: 40,
    scheme: "demo-three-criteria@1",
    countryside: 2.5,
    cities: [
      ["上海", 31.23, 121.47, 24],
      ["北京", 39.9, 116.4, 22],
      ["广州", 23.13, 113.26, 15],
      ["成都", 30.66, 104.06, 12],
      ["武汉", 30.59, 114.3, 9],
      ["西安", 34.26, 108.94, 7],
      ["荣成", 37.16, 122.48, 2],
      ["昆明", 25.04, 102.71, 4],
      ["沈阳", 41.8, 123.43, 5],
    ],
  },
  {
    key: "albion",
    country: "GB",
    name: "Albion",
    tongue: ENGLISH,
    share: 22,
    scheme: "demo-three-criteria@1",
    countryside: 0.9,
    cities: [
      ["London", 51.51, -0.12, 40],
      ["Manchester", 53.48, -2.24, 12],
      ["Birmingham", 52.48, -1.89, 12],
      ["Glasgow", 55.86, -4.25, 8],
      ["Bristol", 51.45, -2.59, 6],
      ["York", 53.96, -1.08, 2],
    ],
  },
  {
    key: "nile",
    country: "EG",
    name: "أرض النيل",
    tongue: ARABIC,
    share: 11,
    scheme: "demo-hundred-points@1",
    countryside: 0.7,
    cities: [
      ["القاهرة", 30.04, 31.24, 30],
      ["الإسكندرية", 31.2, 29.92, 14],
      ["أسيوط", 27.18, 31.18, 4],
      ["الأقصر", 25.69, 32.64, 3],
    ],
  },
  {
    key: "gaule",
    country: "FR",
    name: "Gaule",
    tongue: FRENCH,
    share: 9,
    scheme: "demo-hundred-points@1",
    countryside: 1.5,
    cities: [
      ["Paris", 48.86, 2.35, 22],
      ["Lyon", 45.76, 4.84, 8],
      ["Marseille", 43.3, 5.37, 7],
      ["Nîmes", 43.84, 4.36, 2],
    ],
  },
  {
    key: "rhein",
    country: "DE",
    name: "Rheinland",
    tongue: GERMAN,
    share: 8,
    scheme: "demo-three-criteria@1",
    countryside: 1.2,
    cities: [
      ["Köln", 50.94, 6.96, 10],
      ["München", 48.14, 11.58, 12],
      ["Berlin", 52.52, 13.4, 18],
    ],
  },
  {
    key: "sever",
    country: "RU",
    name: "Север",
    tongue: RUSSIAN,
    share: 6,
    scheme: "demo-hundred-points@1",
    countryside: 3,
    cities: [
      ["Москва", 55.75, 37.62, 30],
      ["Казань", 55.79, 49.12, 6],
      ["Новосибирск", 55.03, 82.92, 5],
    ],
  },
  {
    key: "aegis",
    country: "GR",
    name: "Αιγαίο",
    tongue: GREEK,
    share: 3,
    scheme: "demo-hundred-points@1",
    countryside: 1,
    cities: [
      ["Αθήνα", 37.98, 23.73, 12],
      ["Θεσσαλονίκη", 40.64, 22.94, 5],
    ],
  },
  {
    key: "reef",
    country: "FJ",
    name: "The Reef",
    tongue: ENGLISH,
    share: 1,
    scheme: "demo-three-criteria@1",
    countryside: 1.5,
    cities: [
      ["Suva", -18.14, 178.44, 5],
      ["Taveuni", -16.85, 179.98, 2],
    ],
  },
];

/** Who publishes: a nation's two agencies, one a domain, and its greatest cities for themselves. */
export interface ScaleSource {
  slug: string;
  name: string;
  nation: Nation;
  domain: "food" | "goods";
  scheme: string;
}

/** Cities with an authority of their own. */
export const CITIES_APART = 3;

export const SCALE_SOURCES: readonly ScaleSource[] = NATIONS.flatMap((nation) => {
  const { key, name, scheme } = nation;
  const food = { nation, domain: "food", scheme } as const;
  return [
    { slug: `scale-${key}`, name: `${name} (invented)`, ...food },
    {
      slug: `scale-${key}-goods`,
      name: `${name}, goods (invented)`,
      nation,
      domain: "goods",
      scheme: "demo-goods@1",
    },
    ...nation.cities.slice(0, CITIES_APART).map(([city], i) => ({
      slug: `scale-${key}-${i + 1}`,
      name: `${city} (invented)`,
      ...food,
    })),
  ];
});
