import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "@/tests/support/database";

let url: string;
let drop: () => Promise<void>;
let folder: string;

beforeAll(async () => {
  ({ url, drop } = await createDatabase());
  folder = await mkdtemp(path.join(tmpdir(), "placard-command-"));
});

afterAll(async () => {
  await drop();
  await rm(folder, { recursive: true });
});

async function placard(args: string[], env: Record<string, string> = { DATABASE_URL: url }) {
  const child = spawn(process.execPath, ["--import", "tsx", "server/placard.ts", ...args], {
    env: { PATH: process.env.PATH ?? "", ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  return { code, out, err };
}

const establishment = (id: number, rating: string) => `<EstablishmentDetail><FHRSID>${id}</FHRSID>
  <BusinessName>Cafe ${id}</BusinessName><BusinessType>Retailers - other</BusinessType>
  <RatingValue>${rating}</RatingValue><RatingDate>2020-01-01</RatingDate>
  <LocalAuthorityCode>1</LocalAuthorityCode><LocalAuthorityName>Testham</LocalAuthorityName>
  <Scores /><SchemeType>FHRS</SchemeType><Geocode /></EstablishmentDetail>`;
const file = (count: number, ...details: string[]) => `<?xml version="1.0"?><FHRSEstablishment>
  <Header><ExtractDate>2020-02-02</ExtractDate><ItemCount>${count}</ItemCount></Header>
  <EstablishmentCollection>${details.join("")}</EstablishmentCollection></FHRSEstablishment>`;

test("an import prints its result, and as one JSON value when asked", async () => {
  const good = path.join(folder, "FHRS1en-GB.xml");
  await writeFile(good, file(2, establishment(1, "5"), establishment(2, "Odd")));
  const first = await placard(["import", "fhrs", good]);
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toContain("applied");
  const again = await placard(["import", "fhrs", good, "--json"]);
  const { results } = JSON.parse(again.out);
  expect(results).toMatchObject([{ state: "unchanged", counts: { changed: 0 } }]);
  const issues = await placard([
    "issues",
    /issues: placard issues (\S+)/.exec(first.out)?.[1] ?? "",
  ]);
  expect(issues.out).toContain("word-that-no-scheme-maps");
});

test("a refused file says why and exits with 1", async () => {
  const broken = path.join(folder, "FHRS2en-GB.xml");
  await writeFile(broken, file(2, establishment(1, "5")).slice(0, -40));
  const { code, out } = await placard(["import", "fhrs", broken]);
  expect(code).toBe(1);
  expect(out).toMatch(/refused\. The XML is broken or cut short/);
});

test("a register is taken over, and a refused one lists every wrong row", async () => {
  const good = "tests/fixtures/registers/entries.csv";
  const asOf = ["--as-of", "2026-11-01"];
  const nobody = await placard(["import", "registers", good, "--authority", "Safety", ...asOf]);
  expect(nobody.code).toBe(1);
  expect(nobody.out).toContain("--country");
  const authority = ["--authority", "Safety", "--country", "EE"];
  const taken = await placard(["import", "registers", good, ...authority, ...asOf]);
  expect(taken).toMatchObject({ code: 0 });
  expect(taken.out).toContain("entries 4");
  const text = await readFile(good, "utf8");
  const bad = path.join(folder, "entries.csv");
  await writeFile(bad, text.replace("2026-12-31", "2027-12-31").replace("Lisada hoiatus.", ""));
  const refused = await placard(["import", "registers", bad, "--authority", "ee-safety", ...asOf]);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain("line 2, ends_on: term-too-long");
  expect(refused.out).toContain("line 3, remedy: missing");
});

test.each([
  [["import", "nonsense", "x"], "no format nonsense"],
  [["import", "fhrs"], "missing required argument"],
  [["import", "fhrs", "x", "--as-of", "yesterday"], "no day"],
  [
    ["lineage", "move-site", "A", "B", "--on", "2026-02-30", "--by", "E", "--reason", "R"],
    "no day",
  ],
  [["dance"], "unknown command"],
])("%j is wrong usage: exit 2", async (args, said) => {
  const { code, err } = await placard(args);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(said) });
});

test("without a database the command says which two choices there are", async () => {
  const { code, err } = await placard(["migrate"], {});
  expect(code).toBe(1);
  expect(err).toContain("DATABASE_URL");
  expect(err).toContain("PLACARD_EMBEDDED=1");
});
