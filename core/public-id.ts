const A = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function check(v: number[]): number {
  let c = 0;
  for (const d of v) {
    c = c ^ d;
    c = (c << 1) ^ (c & 16 ? 0b100101 : 0);
    c &= 31;
  }
  return c;
}
export function makePublicId(bytes: Uint8Array): string {
  let n = 0;
  for (const b of bytes.slice(0, 6)) n = n * 256 + b;
  const v: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    v.unshift(n % 32);
    n = Math.floor(n / 32);
  }
  return [...v, check(v)].map((d) => A[d]).join("");
}
export function formatPublicId(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`;
}
export function parsePublicId(text: string): string | null {
  const s = text.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  if (!/^[0-9A-HJKMNP-TV-Z]{10}$/.test(s)) return null;
  const v = [...s].map((c) => A.indexOf(c));
  return check(v.slice(0, 9)) === v[9] ? s : null;
}
