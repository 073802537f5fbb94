import { normaliseText } from "@/core/tokens";

/** Words that say only which legal form a business has. */
const FORM_WORDS = new Set(
  (
    "ou as tu fie mtu sa uu ltd limited llc llp inc corp co company plc gmbh ag kg ug oy oyj ab aps " +
    "asa ans da sia uab srl spa bv nv sarl sas sl cv pty the"
  ).split(" "),
);
const HAN_FORMS = /(?:有限责任公司|股份有限公司|有限公司|分公司|公司)$/u;

const CYRILLIC: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sh",
  ъ: "",
  ы: "i",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
  і: "i",
  ї: "i",
  є: "ie",
};

/**
 * The words of a name or an address as they are compared: without legal forms, and with letters that
 * one source writes in another way than the next (`ä` and `ae`, `kh` and `h`, Cyrillic and Latin)
 * made the same. Only for comparing; it is not how anything is written.
 */
export function matchWords(text: string): string[] {
  // A full stop or a stroke within a form: `S.A. de C.V.`, `A/S`.
  const plain = text.replace(HAN_FORMS, "").replace(/(?<=\b\p{L})[./](?=\p{L}\b)/gu, "");
  const words = normaliseText(plain).split(" ").filter(Boolean);
  const kept = words.filter((word) => !FORM_WORDS.has(word));
  return (kept.length > 0 ? kept : words).map(folded).filter(Boolean);
}

function folded(word: string): string {
  return word
    .replace(/[а-яёіїє]/g, (letter) => CYRILLIC[letter] ?? letter)
    .replace(/ae/g, "a")
    .replace(/oe/g, "o")
    .replace(/ue/g, "u")
    .replace(/kh/g, "h")
    .replace(/ya|ja/g, "ia")
    .replace(/yu|ju/g, "iu")
    .replace(/[yj]/g, "i")
    .replace(/w/g, "v")
    .replace(/([a-z])\1/g, "$1");
}

/**
 * Whether two lists of words are the same but for typing errors: each word has its partner, in any
 * order. A word too many is no typing error: it tells the branches of a chain apart.
 */
export function wordsAgree(a: readonly string[], b: readonly string[]): boolean {
  if (a.join("") === b.join("")) return true;
  if (a.length !== b.length) return areAlike(a.join(""), b.join(""));
  const left = [...b];
  for (const word of a) {
    const at = left.findIndex((other) => areAlike(word, other));
    if (at < 0) return areAlike(a.join(""), b.join(""));
    left.splice(at, 1);
  }
  return true;
}

/** So many letters may be wrong in a word of some length: none in a short one. */
function areAlike(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  const allowed = length <= 3 ? 0 : length <= 5 ? 1 : 2;
  return editDistance(a, b, allowed) <= allowed;
}

/** Letters left out, put in, changed or swapped with the next; anything above `most` is `most + 1`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}
