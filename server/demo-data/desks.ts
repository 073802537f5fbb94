import type { SiteDomain } from "@/core/standing";

/** A visit that is on somebody's desk when the demonstration begins. */
export interface DeskVisit {
  /** Waits for a second person, was returned by one, or is public and has to be followed up. */
  fate: "waiting" | "returned" | "published";
  daysAgo: number;
  inputs: Record<string, number | boolean>;
  /** Items of the checklist that were out, with what was written. */
  out?: Record<string, { comment: string; measured?: number }>;
  /** What was found where there is no checklist. */
  found?: readonly string[];
  /** Why it was returned. */
  reason?: string;
}

/** What the desks of an invented authority begin with, in its language. */
export interface Desk {
  authority: string;
  domain: SiteDomain;
  /** Its places are supermarkets that have been rated for food before, and never for goods. */
  besideFood?: boolean;
  /** Of the comment library. */
  language: string;
  /** Who is met, and signs. */
  person: string;
  visits: readonly DeskVisit[];
  /** Sentences of the comment library, by item of the scheme's checklist. */
  sentences: readonly (readonly [item: string, text: string])[];
}

/** By the scheme that each of them works by; the last visit of each is the one to be followed up. */
export const DESKS: readonly Desk[] = [
  {
    authority: "demo-toronto",
    domain: "food",
    language: "en",
    person: "Dana Wells",
    visits: [
      {
        fate: "waiting",
        daysAgo: 0,
        inputs: { score: 71, imminentHazard: false },
        out: {
          "22": { comment: "The fridge by the door, with raw chicken in it.", measured: 9 },
          "41": { comment: "Wiping cloths lay on the prep table." },
        },
      },
      {
        fate: "waiting",
        daysAgo: 0,
        inputs: { score: 68, imminentHazard: false },
        out: {
          "8": { comment: "Nobody washed hands between raw meat and salad." },
          "38": { comment: "Mouse droppings behind the dry store shelf." },
        },
      },
      {
        fate: "returned",
        daysAgo: 0,
        inputs: { score: 73, imminentHazard: false },
        out: { "16": { comment: "Slicer not clean." } },
        reason: "Say which parts of the slicer were not clean, and since when it had been in use.",
      },
      {
        fate: "published",
        daysAgo: 2,
        inputs: { score: 78, imminentHazard: false },
        out: {
          "51": { comment: "The hand basin drips, and its drain is slow." },
          "55": { comment: "Floor tiles broken in front of the stove." },
        },
      },
    ],
    sentences: [
      ["8", "Hands were not washed after handling raw food."],
      ["10", "No soap at the hand basin."],
      ["10", "No paper towels at the hand basin."],
      ["16", "Not clean: food residue from an earlier day."],
      ["22", "Cold food stood above 5 °C."],
      ["38", "Droppings of mice were found."],
    ],
  },
  {
    authority: "demo-tallinn",
    domain: "food",
    language: "et",
    person: "Kaia Org",
    visits: [
      {
        fate: "waiting",
        daysAgo: 0,
        inputs: { handling: 20, premises: 10, control: 10 },
        found: ["Külmkapis oli 9 °C ja toores kana seisis valmistoidu kohal."],
      },
      {
        fate: "returned",
        daysAgo: 0,
        inputs: { handling: 15, premises: 20, control: 15 },
        found: ["Laoruum oli must."],
        reason: "Palun kirjuta, mis laoruumis täpselt must oli.",
      },
      {
        fate: "published",
        daysAgo: 13,
        inputs: { handling: 10, premises: 15, control: 5 },
        found: ["Kätepesukohas ei olnud seepi."],
      },
    ],
    sentences: [],
  },
  {
    authority: "demo-rongcheng",
    domain: "food",
    language: "zh",
    person: "周建国",
    visits: [
      {
        fate: "waiting",
        daysAgo: 0,
        inputs: { score: 52 },
        found: ["冷藏柜温度 9 °C，生肉放在熟食上方。"],
      },
      {
        fate: "returned",
        daysAgo: 0,
        inputs: { score: 57 },
        found: ["仓库不洁。"],
        reason: "请写明仓库哪些部位不洁。",
      },
      {
        fate: "published",
        daysAgo: 13,
        inputs: { score: 66 },
        found: ["洗手池没有洗手液。"],
      },
    ],
    sentences: [],
  },
  {
    authority: "demo-rongcheng",
    domain: "goods",
    language: "zh",
    person: "林晓",
    visits: [
      {
        fate: "waiting",
        daysAgo: 0,
        inputs: {},
        out: {
          "13": { comment: "三款仿冒知名品牌的耳机仍在销售。" },
          "15": { comment: "上述耳机没有供货凭证。" },
        },
      },
      {
        fate: "returned",
        daysAgo: 0,
        inputs: {},
        out: { "8": { comment: "发现被召回的产品。" } },
        reason: "请写明产品名称、型号和召回公告编号。",
      },
      {
        fate: "published",
        daysAgo: 13,
        inputs: {},
        out: {
          "2": { comment: "两款进口玩具没有中文警示。" },
          "5": { comment: "一款电源适配器没有 CCC 标志。" },
        },
      },
    ],
    sentences: [
      ["2", "没有中文标签。"],
      ["5", "没有 CCC 标志。"],
      ["15", "不能提供供货凭证。"],
      ["17", "净含量不足。"],
      ["19", "网店没有公示经营者信息。"],
    ],
  },
  {
    authority: "demo-rongcheng",
    domain: "goods",
    besideFood: true,
    language: "zh",
    person: "陈丽",
    visits: [
      {
        fate: "published",
        daysAgo: 9,
        inputs: {},
        out: {
          "7": { comment: "三盒饼干已过期四天。" },
          "18": { comment: "部分商品没有单位价格。" },
        },
      },
      { fate: "published", daysAgo: 6, inputs: {} },
    ],
    sentences: [],
  },
];
