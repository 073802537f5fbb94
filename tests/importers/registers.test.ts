import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { registers } from "@/importers/registers";
import { readRegister, readRegisterText } from "@/tests/importers/read-register";

const FILE = "tests/fixtures/registers/entries.csv";
const AUTHORITY = {
  authority: {
    slug: "safety",
    name: "Safety Board",
    country: "EE",
    language: "en",
    invented: true,
  },
};
const text = readFileSync(FILE, "utf8");

/** The fixture with one cell of its first entry written anew. */
function withCell(from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test("entries come with their subject, texts, term and state", async () => {
  const { register, entries, issues } = await readRegister(registers, FILE, AUTHORITY);
  expect(issues).toEqual([]);
  expect(register[0]?.source).toMatchObject({
    key: "register:safety:product-safety-register",
    name: "Product safety register",
    language: "en",
  });
  expect(entries).toHaveLength(4);
  expect(entries[0]).toEqual({
    kind: "entry",
    line: 2,
    key: "R-1",
    entryKind: "recall",
    class: "minor",
    subject: {
      entity: {
        scheme: "ee-regcode",
        number: "14000009",
        name: "Udupood OÜ",
        legalForm: "company",
      },
    },
    language: "en",
    legalBasis: "Product Safety Act, § 12",
    grounds: "Kettles of lot 77 may catch fire.",
    evidence: "https://register.example/r-1",
    remedy: "Take the lot back.",
    startsOn: "2026-10-01",
    endsOn: "2026-12-31",
    state: "active",
  });
  expect(entries.map(({ state }) => state)).toEqual(["active", "disputed", "active", "repaired"]);
});

test.each([
  ["another kind of entry", "recall,minor,,", "rumour,minor,,", "kind", "unknown-value"],
  ["a class that is none", "recall,minor,,", "recall,huge,,", "class", "unknown-value"],
  ["no grounds", "Kettles of lot 77 may catch fire.", " ", "grounds", "missing"],
  ["no legal basis", '"Product Safety Act, § 12",Kettles', ",Kettles", "legal_basis", "missing"],
  ["no remedy", "Take the lot back.,2026-10-01", ",2026-10-01", "remedy", "missing"],
  ["no end", "2026-10-01,2026-12-31", "2026-10-01,", "ends_on", "missing"],
  [
    "an end past its class",
    "2026-10-01,2026-12-31",
    "2026-10-01,2027-01-02",
    "ends_on",
    "term-too-long",
  ],
  [
    "an end below its class",
    "2026-09-01,2027-08-31",
    "2026-09-01,2026-10-01",
    "ends_on",
    "term-too-short",
  ],
  [
    "an end before its start",
    "2026-10-01,2026-12-31",
    "2026-10-01,2026-09-30",
    "ends_on",
    "ends-before-it-starts",
  ],
  ["a day that is none", "2026-10-01,2026-12-31", "2026-10-32,2026-12-31", "starts_on", "bad-date"],
  [
    "a wrong check digit",
    '14000009,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    '14000008,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    "subject_number",
    "invalid-number",
  ],
  [
    "neither site nor entity",
    'minor,,ee-regcode,14000009,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    'minor,,,,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    "site",
    "site-or-entity",
  ],
  [
    "a site id that is none",
    'minor,,ee-regcode,14000009,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    'minor,AAAA-BBBB-CC,,,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    "site",
    "bad-site-id",
  ],
  [
    "another register",
    "Product safety register,R-2",
    "Court register,R-2",
    "register",
    "another-register",
  ],
  [
    "too many cells",
    "2026-10-01,2026-12-31,",
    "2026-10-01,2026-12-31,,,",
    "file.csv",
    "wrong-number-of-columns",
  ],
])("a row with %s is told by its number", async (_, from, to, field, problem) => {
  const { issues } = await readRegisterText(registers, withCell(from, to), AUTHORITY);
  expect(issues.map((issue) => [issue.field, issue.problem, issue.action])).toEqual([
    [field, problem, "row-refused"],
  ]);
  expect(issues[0]?.line).toBeGreaterThan(1);
});

test("a sole trader is handed on as one: the board refuses the row and takes down what it showed", async () => {
  const [from, to] = ["company", "sole-trader"].map(
    (form) => `Udupood OÜ,${form},en,"Product Safety Act, § 12",Kettles`,
  ) as [string, string];
  const read = await readRegisterText(registers, withCell(from, to), AUTHORITY);
  expect(read.issues).toEqual([]);
  expect(JSON.stringify(read)).toContain('"legalForm":"sole-trader"');
});

test("a personal number is neither taken over nor reported", async () => {
  const person = withCell(
    'ee-regcode,14000009,Udupood OÜ,company,en,"Product Safety Act, § 12",Kettles',
    'mx-rfc,ZEZZ800102BB7,Persona Inventada,company,en,"Product Safety Act, § 12",Kettles',
  );
  const rows = await readRegisterText(registers, person, AUTHORITY);
  expect(JSON.stringify(rows)).not.toMatch(/ZEZZ800102BB7|Persona Inventada/);
  expect(rows.issues[0]).toMatchObject({ line: 2, problem: "personal-number", value: null });
});

test("a file without its columns, without an entry, or of nobody knows whom is refused", async () => {
  await expect(readRegisterText(registers, text)).rejects.toThrow("--authority");
  for (const broken of ["register,entry_id\nA,1\n", text.split("\n")[0] ?? "", ""]) {
    await expect(readRegisterText(registers, broken, AUTHORITY)).rejects.toThrow(UnreadableFile);
  }
});
