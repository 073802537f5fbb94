import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { parsePublicKey } from "@/core/ed25519";
import type { Actor } from "@/core/permissions";
import { signedText } from "@/core/tax-batch";
import type { Db } from "@/db/client";
import { addTaxAuthority } from "@/db/commands/tax/add-tax-authority";
import { addAuthorityKey } from "@/db/commands/tax/authority-key";
import { type Delivered, deliver } from "@/server/tax/deliver";

/** A tax authority of the tests' own under `placard-tax@1`, or another scheme. */
export async function makeTaxAuthority(
  db: Db,
  slug: string,
  scheme = { key: "placard-tax@1", from: "2026-01-01" },
): Promise<number> {
  const added = await addTaxAuthority(db, {
    ...{ slug, name: `Tax office ${slug}`, country: "EE", language: "et" },
    ...{ scheme: scheme.key, from: scheme.from, invented: true },
  });
  if (!added.ok) throw new Error(added.reason);
  return added.authorityId;
}

/** The n-th Estonian register code, below the millionth, whose check digit is right. */
export function registerCode(n: number): string {
  const seven = String(1_000_000 + n);
  const sum = (weights: readonly number[]) =>
    weights.reduce((all, weight, at) => all + weight * Number(seven[at]), 0) % 11;
  const first = sum([1, 2, 3, 4, 5, 6, 7]);
  return `${seven}${first < 10 ? first : sum([3, 4, 5, 6, 7, 8, 9]) % 10}`;
}

/** A row as a feed has it; what is left out is that of a company in good standing. */
export function feedRow(n: number, given: Record<string, string> = {}): Record<string, string> {
  return {
    identifier_scheme: "ee-regcode",
    number: registerCode(n),
    legal_form: "company",
    name: `Osaühing Number ${n}`,
    as_of: "2026-01-31",
    legal_basis: "Taxation Act, § 27",
    undisputedArrears: "0",
    disputedArrears: "0",
    oldestUndisputedDueOn: "",
    planActive: "false",
    overdueReturns: "0",
    oldestReturnDueOn: "",
    ...given,
  };
}

/** Arrears that nothing excuses: red. */
export const IN_ARREARS = { undisputedArrears: "8123.45", oldestUndisputedDueOn: "2025-06-20" };

/** Rows as a CSV file. */
export function feedCsv(rows: readonly Record<string, string>[]): string {
  const header = Object.keys(rows[0] ?? {});
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (row: Record<string, string>) => header.map((name) => cell(row[name] ?? "")).join();
  return [header.join(), ...rows.map(line), ""].join("\n");
}

/** Delivers a text of an authority's as its terminal would. */
export async function deliverText(
  db: Db,
  authorityId: number,
  text: string,
  now = new Date("2026-02-05T08:00:00Z"),
  keyId: string | null = null,
): Promise<Delivered> {
  const spooled = {
    hash: hashOf(text),
    bytes: text.length,
    open: async function* () {
      yield Buffer.from(text);
    },
  };
  return deliver(db, spooled, { authorityId, keyId, now });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A key pair whose public half an authority has registered. */
export async function makeKey(
  db: Db,
  authorityId: number,
  by: Actor | null = null,
): Promise<{ id: string; privateKey: KeyObject }> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
  const stored = parsePublicKey(pem) ?? "";
  const added = await addAuthorityKey(db, by, { authorityId, name: "test", publicKey: stored });
  if (!added.ok) throw new Error(added.reason);
  return { id: added.id, privateKey };
}

/** The detached signature of a body. */
export function signatureOf(text: string, privateKey: KeyObject): string {
  return sign(null, Buffer.from(signedText(hashOf(text))), privateKey).toString("base64");
}

/** A company of a delivery, and the standing that whoever puts it right sees first. */
export async function caseOf(db: Db, n: number): Promise<{ entityId: number; basedOn: number }> {
  const [row] = await db<{ entityId: number; basedOn: number }[]>`
    select s.entity_id, s.id as based_on from tax_standings s
    join entity_identifiers i using (entity_id)
    where i.number = ${registerCode(n)} and s.superseded_by is null`;
  if (!row) throw new Error("Nothing was delivered of it.");
  return row;
}
