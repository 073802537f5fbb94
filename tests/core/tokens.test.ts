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
  ["'Bhaktiʼ Bhakti´s", ["bhakti", "bhaktis"]],
  ["ΣΑΣ σασ", ["σασ"]],
  ["दिल्ली தமிழ்", ["दिल्ली", "தமிழ்"]],
  ["Jean\u00adPaul\u200b\u202e 葛\u{e0100}城", ["jeanpaul", "葛", "城", "葛城"]],
  ["ｶﾞﾗｽ", ["ガ", "ラ", "ス", "ガラ", "ラス"]],
  ["a".repeat(50), ["a".repeat(40)]],
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
  ["\u200d \u200c", null],
  ["e\u200b\u0301", "é"],
])("%j is stored as %j", (text, stored) => {
  expect(cleanText(text, 100)).toBe(stored);
});

test("ASCII text is read and cleaned as it is beside characters of other scripts", () => {
  const ascii = fc.oneof(
    fc.string({ unit: "binary-ascii" }),
    fc.string({ unit: fc.constantFrom(..."aZ09'?` -.\t") }),
  );
  fc.assert(
    fc.property(ascii, fc.integer({ min: 1, max: 40 }), (text, max) => {
      expect(normaliseText(text)).toBe(normaliseText(`\u00b7 ${text}`));
      expect(tokens(text)).toEqual(tokens(`\u00b7 ${text}`));
      expect(cleanText(text, max)).toBe(cleanText(`\u200b${text}`, max));
    }),
    { numRuns: 2000 },
  );
});

test("text has at most 200 tokens", () => {
  const text = Array.from({ length: 300 }, (_, n) => `word${n}`).join(" ");
  expect(tokens(text)).toHaveLength(200);
});

test("clean text is NFC, without edges of space, and cleaning it again changes nothing", () => {
  const odd = fc.constantFrom(
    "e",
    "\u0301",
    "\u200b",
    "\u200d",
    "\u0000",
    "\u202e",
    " ",
    "\ud800",
    "😀",
  );
  fc.assert(
    fc.property(fc.string({ unit: odd, maxLength: 30 }), fc.nat(10), (text, max) => {
      const once = cleanText(text, max);
      if (once === null) return;
      expect(once).toBe(once.normalize("NFC").trim());
      expect(cleanText(once, max)).toBe(once);
    }),
  );
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
