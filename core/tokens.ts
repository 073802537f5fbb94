const HAN = /\p{Script=Han}/u;
function words(text: string): string[] {
  const t = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<=\p{L})['’ʼ?](?=\p{L})/gu, "")
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d");
  return t.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
}
export function tokens(text: string): string[] {
  const out = new Set<string>();
  for (const w of words(text)) {
    if (HAN.test(w)) {
      const c = [...w];
      for (const x of c) out.add(x);
      for (let i = 1; i < c.length; i += 1) out.add(`${c[i - 1]}${c[i]}`);
    } else out.add(w.slice(0, 40));
  }
  return [...out].slice(0, 200);
}
export function queryTokens(text: string): { words: string[]; prefix: string | null } {
  const out: string[] = [];
  let prefix: string | null = null;
  const ws = words(text);
  ws.forEach((w, i) => {
    if (HAN.test(w)) {
      const c = [...w];
      if (c.length === 1) out.push(w);
      else for (let k = 1; k < c.length; k += 1) out.push(`${c[k - 1]}${c[k]}`);
    } else if (i === ws.length - 1 && !/\s$/.test(text)) prefix = w;
    else out.push(w);
  });
  return { words: out, prefix };
}
export function normaliseText(text: string): string {
  return words(text).join(" ");
}
export function cleanText(text: string, max: number): string | null {
  const t = text
    .normalize("NFC")
    .replace(/[\u0000-\u001f\u007f]/g, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return t ? [...t].slice(0, max).join("") : null;
}
