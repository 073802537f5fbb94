import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { listNamesakes } from "@/db/queries/list-namesakes";
import { registerNumber } from "@/server/demo-data/register-number";
import { createDatabase } from "@/tests/support/database";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";

let db: Db;
let drop: () => Promise<void>;
const statements: { text: string; values: unknown[] }[] = [];

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, {
    max: 2,
    onStatement: (text, values) => statements.push({ text, values }),
  });
  const names = ["Blue Door Holding AS", "Blue Door AS", "Old Blue Door Trading AS", "Bluebell AS"];
  const ids: number[] = [];
  for (const [n, name] of names.entries()) ids.push(await make(n, name));
  const [, door, old] = ids as [number, number, number];
  await giveTaxStanding(db, door, {
    standing: "red",
    outcome: "not-good",
    asOf: new Date().toISOString().slice(0, 10),
  });
  const person = await make(10, "Blue Door of Somebody");
  await db`update legal_entities set legal_form = 'sole-trader' where id = ${person}`;
  const unknown = await make(11, "Blue Door of Nobody Knows");
  await db`update legal_entities set legal_form = null where id = ${unknown}`;
  const ended = await make(12, "Blue Door Past AS");
  await db`update legal_entities set state = 'ended' where id = ${ended}`;
  await publishTheseEntities(db, [...ids, door, old, person, unknown, ended]);
});
afterAll(async () => {
  await db.end();
  await drop();
});

const make = (n: number, name: string) =>
  makeEntity(db, { number: registerNumber("ee-regcode", n), name });

const named = async (q: string, limit = 3) =>
  (await listNamesakes(db, { q, limit })).map(({ name }) => name);

test("listed businesses are found by the words of their names, the shortest first", async () => {
  expect(await named("blue door")).toEqual([
    "Blue Door AS",
    "Blue Door Holding AS",
    "Old Blue Door Trading AS",
  ]);
  expect(await named("blue", 1)).toEqual(["Bluebell AS"]);
  expect(await named("hold")).toEqual(["Blue Door Holding AS"]);
  expect((await listNamesakes(db, { q: "blue door as", limit: 1 }))[0]).toMatchObject({
    tax: { standing: "red", outcome: "not-good" },
    sites: 0,
  });
});

test("a name that a business had before is not its name", async () => {
  const id = await make(13, "Zed AS");
  await db`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language, valid_to)
    select entity_id, source_id, 'Velvet Door AS', 'velvet door as', '{velvet,door,as}', 'en', '2026-01-01'
    from entity_names where entity_id = ${id}`;
  await publishTheseEntities(db, [id]);
  expect(await named("velvet")).toEqual([]);
  expect(await named("zed")).toEqual(["Zed AS"]);
});

test("natural persons, whoever may be one, and what has ended are not among them", async () => {
  for (const q of ["somebody", "nobody", "past"]) expect(await named(q)).toEqual([]);
});

test("neither a single letter nor the address of a shop names a business", async () => {
  statements.length = 0;
  for (const q of ["", "b", "b.", "'", "https://blue.example/door"])
    expect(await named(q)).toEqual([]);
  expect(statements).toEqual([]);
});

test("it takes one statement, which the index of words answers", async () => {
  statements.length = 0;
  await named("blue door");
  const [asked] = statements;
  expect(statements).toHaveLength(1);
  const plan = await db.begin(async (tx) => {
    await tx`set local enable_seqscan = off`;
    return tx.unsafe<{ queryPlan: string }[]>(`explain ${asked?.text}`, asked?.values as never[]);
  });
  expect(JSON.stringify(plan)).toContain("entity_listings_tokens");
});
