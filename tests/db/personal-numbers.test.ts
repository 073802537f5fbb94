import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportRow, IssueRow } from "@/core/import-row";
import { parseNewSite } from "@/core/new-site";
import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { personalNumbers } from "@/tests/support/personal-numbers";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Every text of a snapshot's rows that a file can fill, each given the number in turn. */
const PLACES: Readonly<Record<string, (text: string) => ImportRow>> = {
  "site key": (text) => site(`x-${text}`, { line: 2 }),
  name: (name) => site("2", { name }),
  address: (address) => site("2", { address }),
  locality: (locality) => site("2", { locality }),
  postcode: (postcode) => site("2", { postcode }),
  website: (text) => site("2", { website: `https://shop.example/${text}` }),
  category: (categoryAsPublished) => site("2", { categoryAsPublished }),
  reply: (reply) => site("2", { reply }),
  "former name": (name) => site("2", { formerNames: [{ name, until: "2019-01-01" }] }),
  operator: (number) => site("2", { operator: { scheme: "ee-regcode", level: "entity", number } }),
  "operator of a scheme nobody knows": (number) =>
    site("2", { operator: { scheme: "xx", level: "entity", number } }),
  "visit key": (text) => visit("1", text, "2020-01-15"),
  "visit of": (text) => visit(text, "9", "2020-01-15"),
  "visit type": (type) => ({ ...visit("1", "9", "2020-01-15"), type }),
  finding: (text) => finding("1", "v1", text),
  "finding code": (code) => ({ ...finding("1", "v1", "Dirt"), code }),
  severity: (severityAsPublished) => ({ ...finding("1", "v1", "Dirt"), severityAsPublished }),
  action: (action) => ({ ...finding("1", "v1", "Dirt"), action }),
  court: (courtOutcome) => ({ ...finding("1", "v1", "Dirt"), courtOutcome }),
  "finding of": (text) => finding("1", text, "Dirt"),
  result: (published) => rating("2", published),
  "result of": (text) => rating("1", "5", { visitKey: text }),
  inputs: (hygiene) => rating("2", null, { inputs: { hygiene } }),
  "value of an issue": (value) => issue({ value }),
  "key of an issue": (key) => issue({ key }),
};

function issue(changes: Partial<IssueRow>): IssueRow {
  return {
    kind: "issue",
    line: 3,
    key: null,
    field: "operator",
    value: null,
    problem: "bad-operator-number",
    action: "field-dropped",
    ...changes,
  };
}

/** Everything that is stored, but for what a scheme's own document holds. */
async function everything(): Promise<string> {
  const tables = await db<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'schemes'`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db<{ row: string }[]>`select t::text as row from ${db(name)} t`;
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}

test("no number of a natural person reaches the database, in whichever field a file holds it", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(personalNumbers(), fc.boolean(), async ({ number }, isWrapped) => {
      const text = isWrapped ? `Owner: ${number}, since 2019` : number;
      run += 1;
      const rows: ImportRow[] = [
        snapshot({ town: `Town${run}` }),
        site("1"),
        visit("1", "v1", "2020-01-15"),
        ...Object.values(PLACES).map((make) => make(text)),
      ];
      const done = await load(db, "2025-06-01", rows, {
        file: `of-${number}.csv`,
        repeats: true,
      });
      expect(done).toMatchObject({ state: "applied" });
      const issues = await db<{ field: string }[]>`
        select field from import_issues
        where run_id = ${done.runId} and problem = 'personal-number'`;
      expect(issues.length).toBeGreaterThanOrEqual(Object.keys(PLACES).length - 2);
      expect((await everything()).includes(number)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

test("a file that speaks of itself with somebody's number is refused whole", async () => {
  const said = snapshot({ town: "Whole" });
  const done = await load(db, "2025-06-01", [
    { ...said, authority: { ...said.authority, email: "36805280109@example.org" } },
    site("1"),
  ]);
  expect(done).toMatchObject({ state: "refused", reason: expect.stringMatching(/natural person/) });
});

test("a new place is refused with the number of a natural person in any of its lines", () => {
  const fields = {
    submission: "0f8fad5b-d9cb-469f-a165-70867728950e",
    authority: "testham",
    domain: "food",
    name: "Green Gate",
    kind: "fixed",
    category: "restaurant",
    address: "7 Mill Lane",
  };
  expect(parseNewSite(fields).ok).toBe(true);
  fc.assert(
    fc.property(
      personalNumbers(),
      fc.constantFrom("name", "address", "locality", "website", "number"),
      ({ number }, field) => {
        const text = field === "website" ? `https://shop.example/${number}` : number;
        const given = { ...fields, [field]: text };
        const sent = field === "number" ? { ...given, scheme: "ee-regcode" } : given;
        expect(parseNewSite(sent)).toEqual({ ok: false, flaws: [{ field, word: "personal" }] });
      },
    ),
  );
});
