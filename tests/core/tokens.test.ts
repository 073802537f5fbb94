import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, normaliseText, queryTokens, tokens } from "@/core/tokens";

test.each([
  ["Café Königin", ["cafe", "konigin"]],
  ["Søren's Smørrebrød", ["sorens", "smorrebrod"]],
  ["Bhakti?s Kitchen", ["bhaktis", "kitchen"]],
  ["Bhakti’s Kitchen?", ["bhaktis", "kitchen"]],
  ["Straße & Łódź", ["strasse", "lodz"]],
  ["荣成海鲜", ["荣", "成", "海", "鲜", "荣成", "成海", "海鲜"]],
  ["7-Eleven 店", ["7", "eleven", "店"]],
  ["مَطْعَم النُّور", ["مطعم", "النور", "نور"]],
  ["أحمد ١٢", ["احمد", "12"]],
  ["한국 식당", ["한국", "식당"]],
  ["ＮＷ１ ０ＡＢ", ["nw1", "0ab"]],
  ["", []],
  ["!!! ---", []],
])("%s is found by its words", (text, found) => {
  expect(tokens(text)).toEqual(found);
});

test.each([
  ["blue do", { words: ["blue"], prefix: "do" }],
  ["blue door ", { words: ["blue", "door"], prefix: null }],
  ["海", { words: ["海"], prefix: null }],
  ["海鲜馆", { words: ["海鲜", "鲜馆"], prefix: null }],
  ["café 海", { words: ["cafe", "海"], prefix: null }],
  ["", { words: [], prefix: null }],
])("%s is asked for as it is typed", (text, asked) => {
  expect(queryTokens(text)).toEqual(asked);
});

test("every text finds itself, whole or while its last word is typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const stored = tokens(text);
      const { words, prefix } = queryTokens(text);
      expect(words.filter((word) => !stored.includes(word))).toEqual([]);
      expect(prefix === null || stored.some((token) => token.startsWith(prefix))).toBe(true);
    }),
  );
});

test("names that differ in case, marks and punctuation alone are the same", () => {
  expect(normaliseText("  CAFÉ “König” ")).toBe(normaliseText("Café Konig"));
});

test.each([
  ["  a\t\n b\u00a0c ", "a b c"],
  ["\u202Eevil\u202C \u2066x\u2069\u200b", "evil x"],
  ["nul\u0000byte\u0007", "nul byte"],
  ["\ud800x", "\ufffdx"],
  ["می\u200cخواهم", "می\u200cخواهم"],
  [" \u200b ", null],
])("%j is stored as %j", (text, stored) => {
  expect(cleanText(text, 100)).toBe(stored);
});

test("text is cut between characters, never within one", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      (text, max) => {
        const stored = cleanText(text, max);
        expect(stored === null || (stored.isWellFormed() && [...stored].length <= max)).toBe(true);
      },
    ),
  );
});
