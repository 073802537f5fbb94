const TOKEN_LENGTH_MAX = 40;
const TOKENS_MAX = 200;

/** Letters that Unicode does not take apart but readers type without their stroke. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  þ: "th",
  ς: "σ",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ئ: "ي",
  ؤ: "و",
  ة: "ه",
};
const FOLDABLE = new RegExp(`[${Object.keys(FOLDED).join("")}]`, "g");

/** Marks above and below letters: Latin, Greek and Cyrillic accents, Arabic vowels, tatweel. */
const MARKS = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]/g;

/** Characters that show nothing by themselves: direction, zero width, variants of a glyph. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;

/** An apostrophe between letters, or the `?` that some sources leave where one was lost. */
const APOSTROPHE = /(?<=\p{L})['?](?=\p{L})/gu;

/** A run of Han or kana, written without spaces; or a word of any other script, vowel signs kept. */
const WORD =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}々ー]+|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}々ー])[\p{L}\p{N}][\p{Mn}\p{Mc}]*)+/gu;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}々ー]/u;

/** The tokens a text is found by (DESIGN §4): words, or single characters and pairs of Han. */
export function tokens(text: string): string[] {
  return tokensOf(words(text));
}

/** A text as it is compared and as it is found, for whoever needs both. */
export function indexText(text: string): { normal: string; tokens: string[] } {
  const found = words(text);
  return { normal: found.join(" "), tokens: tokensOf(found) };
}

function tokensOf(words: readonly string[]): string[] {
  const found = new Set<string>();
  for (const word of words) {
    for (const token of UNSPACED.test(word) ? singlesAndPairs(word) : forms(word)) {
      found.add(cut(token));
    }
  }
  return [...found].slice(0, TOKENS_MAX);
}

/**
 * How typed text is read: all `words` must be found, and a word that begins with `prefix`, the one
 * still being typed. Han needs no prefix: each pair, or a single character, is a word.
 */
export function queryTokens(text: string): { words: string[]; prefix: string | null } {
  const typed = words(text);
  const found: string[] = [];
  let prefix: string | null = null;
  typed.forEach((word, place) => {
    if (UNSPACED.test(word)) {
      found.push(...([...word].length === 1 ? [word] : pairs(word)));
    } else if (place === typed.length - 1 && !/\s$/.test(text)) {
      prefix = cut(word);
    } else {
      found.push(cut(word));
    }
  });
  return { words: [...new Set(found)], prefix };
}

/** Text reduced to its words, for telling whether two names or addresses are the same. */
export function normaliseText(text: string): string {
  return words(text).join(" ");
}

/** ASCII words between single spaces: nothing to clean, and most of what files hold. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Text from a file made fit to store and show: no control or direction-changing characters, single
 * spaces, at most `maxLength` characters; null where nothing is left.
 */
export function cleanText(text: string, maxLength: number): string | null {
  if (text === "") return null;
  if (text.length <= maxLength && CLEAN.test(text)) return text;
  const clean = text
    .toWellFormed()
    // Zero-width joiners stay: Persian and Indic scripts are misspelt without them.
    .replace(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    // After the removals, which can bring a letter and its mark together.
    .normalize("NFC")
    .trim();
  const kept = [...clean.slice(0, maxLength * 2)].slice(0, maxLength).join("").trimEnd();
  return /[^\s\u200c\u200d]/.test(kept) ? kept : null;
}

/**
 * Text that somebody typed, in lines, made fit to store and show: line ends as one character, and
 * nothing that a database refuses or that turns what stands beside it around.
 */
export function cleanLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

/** All that `words` has to do where it is ASCII: the apostrophes and the case. */
const ASCII = /^\p{ASCII}*$/u;
const ASCII_APOSTROPHE = /(?<=[a-z])['?`](?=[a-z])/g;

function words(text: string): string[] {
  return ASCII.test(text) ? asciiWords(text) : wordsOfAnyScript(text);
}

function asciiWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(ASCII_APOSTROPHE, "")
      .match(/[a-z0-9]+/g) ?? []
  );
}

function wordsOfAnyScript(text: string): string[] {
  const plain = text
    .replace(INVISIBLE, "")
    // Before NFKD, which makes a space of `´`.
    .replace(/[’ʼ`´]/g, "'")
    .normalize("NFKD")
    .replace(MARKS, "")
    // Back together, for Korean syllables and kana with voicing marks.
    .normalize("NFC")
    .toLowerCase()
    .replace(APOSTROPHE, "")
    .replace(FOLDABLE, (letter) => FOLDED[letter] ?? letter)
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  return plain.match(WORD) ?? [];
}

/** An Arabic word is found with and without its article. */
function forms(word: string): string[] {
  return word.startsWith("ال") && word.length > 4 ? [word, word.slice(2)] : [word];
}

function singlesAndPairs(word: string): string[] {
  return [...word, ...pairs(word)];
}

function pairs(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((character, before) => `${characters[before]}${character}`);
}

function cut(token: string): string {
  return token.length > TOKEN_LENGTH_MAX ? [...token].slice(0, TOKEN_LENGTH_MAX).join("") : token;
}
