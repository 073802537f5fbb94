import { once } from "node:events";
import { createWriteStream } from "node:fs";

const HEADER =
  "identifier_scheme,number,legal_form,name,as_of,legal_basis,undisputedArrears,disputedArrears," +
  "oldestUndisputedDueOn,planActive,overdueReturns,oldestReturnDueOn\n";

const FORMS = ["company", "company", "company", "cooperative", "association", "partnership"];
const STEMS = ["Lepp", "Kask", "Meri", "Põhja", "Saar", "Vana", "Uus", "Järve", "Tamme", "Kivi"];
const TRADES = ["Ehitus", "Kohvik", "Kaubandus", "Transport", "Pagar", "Disain", "Puit", "Auto"];

/** Writes a tax feed of so many invented companies of Estonia, all colours among them. */
export async function writeTaxFile(file: string, rows: number, asOf: string): Promise<void> {
  const out = createWriteStream(file);
  out.write(HEADER);
  let text = "";
  for (let i = 0; i < rows; i += 1) {
    text += `${rowOf(i, asOf)}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, "drain");
    text = "";
  }
  out.end(text);
  await once(out, "finish");
}

function rowOf(i: number, asOf: string): string {
  const name = `${STEMS[i % 10]} ${TRADES[(i >> 3) % 8]} ${(i * 7919) % 99991} OÜ`;
  const start = `ee-regcode,${registerCode(i)},${FORMS[i % FORMS.length]},${name},${asOf},TKS § 27`;
  const kind = i % 20;
  if (kind === 0) return `${start},${(i % 9000) + 150.5},0,2025-01-20,false,0,`;
  if (kind === 1) return `${start},${(i % 9000) + 150.5},0,2025-01-20,true,0,`;
  if (kind === 2) return `${start},0,0,,false,1,${asOf}`;
  if (kind === 3) return `${start},0,${(i % 500) + 200},,false,0,`;
  return `${start},0,0,,false,0,`;
}

/** The i-th number of eight digits whose last one checks the others. */
function registerCode(i: number): string {
  const seven = String(1_000_000 + i);
  const sum = (weights: readonly number[]) =>
    weights.reduce((all, weight, at) => all + weight * Number(seven[at]), 0) % 11;
  const first = sum([1, 2, 3, 4, 5, 6, 7]);
  const digit = first < 10 ? first : sum([3, 4, 5, 6, 7, 8, 9]) % 10;
  return `${seven}${digit}`;
}
