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
  /** Who is met, and signs. */
  person: string;
  visits: readonly DeskVisit[];
  /** Sentences of the comment library, by item. */
  sentences: readonly (readonly [item: string, text: string])[];
}

/** By the scheme that each of them works by; the last visit of each is the one to be followed up. */
export const DESKS: readonly Desk[] = [
  {
    authority: "demo-toronto",
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
];
