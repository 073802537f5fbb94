import { expect, test } from "vitest";
import { type Likeness, likeness, similarity } from "@/core/site-likeness";

const LEPP: Likeness = {
  name: "Kohvik Lepp",
  address: "Pikk 12",
  locality: "Tallinn",
  postcode: "10123",
  position: { lat: 59.44, lon: 24.745 },
  website: null,
  operator: null,
};

test.each<[string, Partial<Likeness>, boolean]>([
  ["the same in every word", {}, true],
  ["misspelt at the same place", { name: "Kohvik Leppp", postcode: null }, true],
  ["another business in the same house", { name: "Juuksur Anna" }, true],
  [
    "a name in another script at the same address of the same town, and nothing else known",
    { name: "莱普咖啡馆", postcode: null, position: null },
    true,
  ],
  [
    "the same line of an address in another town",
    { name: "莱普咖啡馆", locality: "Tartu", postcode: null, position: null },
    false,
  ],
  ["another business two houses on", { name: "Juuksur Anna", address: "Pikk 16" }, false],
  [
    "the same name across the country",
    {
      address: "Rüütli 3",
      locality: "Tartu",
      postcode: "51007",
      position: { lat: 58.38, lon: 26.72 },
    },
    false,
  ],
  [
    "the same name, nothing known of its place",
    { address: null, postcode: null, position: null },
    false,
  ],
])("%s", (_, changes, expected) => {
  expect(likeness(LEPP, { ...LEPP, ...changes }).isLikely).toBe(expected);
});

test("branches of one operator are told apart, and what agrees is named", () => {
  const branch = { ...LEPP, operator: "ee-regcode:10001127" };
  const far = {
    ...branch,
    address: "Narva mnt 7",
    postcode: "10117",
    position: { lat: 59.4, lon: 24.9 },
  };
  expect(likeness(branch, far)).toMatchObject({ evidence: ["number", "name"], isLikely: false });
  expect(likeness(branch, { ...branch, name: "Lepa Kohvik" }).evidence).toEqual([
    ...["number", "name-similar", "address", "postcode", "near"],
  ]);
});

test("an online shop is known by its address on the web, however it is written", () => {
  const shop = { ...LEPP, address: null, postcode: null, position: null, locality: null };
  const a = { ...shop, website: "https://www.shop.example/" };
  const b = { ...shop, name: "Something else", website: "http://shop.example" };
  expect(likeness(a, b)).toMatchObject({ evidence: ["website"], isLikely: true });
});

test.each([
  ["荣成海鲜馆", "荣成海鲜酒楼"],
  ["مطعم النور", "مطعم النور الجديد"],
  ["Café Königin", "Cafe Konigin"],
])("%s and %s are alike in any script", (a, b) => {
  expect(similarity(a, b)).toBeGreaterThan(0.55);
  expect(similarity(a, b)).toBe(similarity(b, a));
});

test("what has no words is like nothing", () => {
  expect(similarity("", "")).toBe(0);
  expect(similarity("!!!", "!!!")).toBe(0);
});
