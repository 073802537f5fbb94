import { afterAll, beforeAll, expect, test } from "vitest";
import { database, officeDatabase } from "@/db/client";
import { giveTaxConsent } from "@/db/commands/tax/tax-consent";
import { machineApp } from "@/server/machine-app";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import {
  feedCsv,
  feedRow,
  makeKey,
  makeTaxAuthority,
  registerCode,
  signatureOf,
} from "@/tests/support/tax-feed";

/** Figures that nothing else could be: an amount, a disputed one, and when they fell due. */
const SECRET = {
  undisputedArrears: "73519.46",
  disputedArrears: "86420.97",
  oldestUndisputedDueOn: "2019-03-07",
  overdueReturns: "37",
  oldestReturnDueOn: "2018-11-23",
};
const LEAKS = [
  /73[ ,.]?519/,
  /86[ ,.]?420/,
  /2019-03-07/,
  /2018-11-23/,
  /"?37"? (overdue|returns)/,
];

let drop: () => Promise<void>;
const said: string[] = [];
const day = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
  for (const stream of [process.stdout, process.stderr] as const) {
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      said.push(String(chunk));
      return write(chunk, ...rest);
    }) as typeof stream.write;
  }
});
afterAll(async () => {
  await Promise.all([database().end(), officeDatabase().end()]);
  await drop();
});

function expectNoLeak(text: string, where: string): void {
  for (const leak of LEAKS) expect(text, where).not.toMatch(leak);
}

/** Every table but those that are for figures. */
async function tablesWithoutFigures(): Promise<string[]> {
  const rows = await database()<{ name: string }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')
      and tablename not in ('tax_inputs', 'tax_held_rows', 'schemes')`;
  return rows.map(({ name }) => name);
}

test("no amount and no day of a debt is anywhere but where figures are kept", async () => {
  const db = database();
  const authority = await makeTaxAuthority(db, "tax-board");
  const key = await makeKey(db, authority);
  const send = async (body: string, headers = {}) => {
    const answer = await machineApp.fetch(
      new Request("http://board.test/api/v1/tax/batches", {
        method: "POST",
        headers: {
          "content-type": "text/csv",
          "placard-key": key.id,
          "placard-signature": signatureOf(body, key.privateKey),
          ...headers,
        },
        body,
      }),
    );
    const text = await answer.text();
    expectNoLeak(text, "an answer to a delivery");
    return { status: answer.status, text };
  };
  const rows = Array.from({ length: 40 }, (_, i) =>
    feedRow(i, { as_of: day, ...(i % 10 === 0 ? SECRET : {}) }),
  );
  expect((await send(feedCsv(rows))).status).toBe(201);
  // Faults of every kind, and a delivery that is held.
  for (const spoilt of [
    { undisputedArrears: "73519.46x" },
    { oldestUndisputedDueOn: "2019-03-07T" },
    { disputedArrears: "-86420.97" },
    { number: "7351946" },
    { name: "38001085718" },
    { as_of: "2019-03-07" },
    { legal_form: "73519.46" },
  ]) {
    const { status, text } = await send(
      feedCsv([feedRow(900, { as_of: day, ...SECRET, ...spoilt })]),
    );
    expect(status).toBe(422);
    expect(text).not.toContain("38001085718");
  }
  expect((await send(feedCsv(rows), { "placard-signature": "x" })).status).toBe(401);
  const red = rows.map((row) => ({ ...row, ...SECRET, name: `${row.name} held` }));
  expect((await send(feedCsv(red))).text).toContain('"held"');
  const owner = await enrol(db, []);
  const [entity] = await db<{ entityId: number }[]>`
    select entity_id from entity_identifiers where number = ${registerCode(0)}`;
  const entityId = entity?.entityId ?? 0;
  await db`
    insert into memberships (user_id, role, authority_id, entity_id)
    values (${owner.userId}, 'representative', ${authority}, ${entityId})`;
  await giveTaxConsent(db, owner, { entityId, level: 2 });
  for (const table of await tablesWithoutFigures()) {
    const [row] = await db.unsafe<{ text: string | null }[]>(
      `select string_agg(t::text, ' ') as text from ${table} t`,
    );
    expectNoLeak(row?.text ?? "", table);
  }
  const number = registerCode(0);
  for (const path of [
    `/api/v1/entities/ee-regcode/${number}`,
    "/api/v1/events?limit=100",
    "/api/v1/authorities",
    "/api/v1/authorities/tax-board",
    `/api/v1/suggest?q=${number}`,
    "/api/v1/sites",
    "/feeds/board.atom",
    "/sitemap.xml",
  ]) {
    const answer = await machineApp.fetch(new Request(`http://board.test${path}`));
    expectNoLeak(await answer.text(), path);
  }
  expectNoLeak(said.join(""), "what the process printed");
});

test("no answer describes an input of a tax scheme with a value", async () => {
  const answer = await machineApp.fetch(new Request("http://board.test/api/openapi.json"));
  const text = await answer.text();
  expect(text).toContain("sendTaxBatch");
  expect(text).not.toMatch(/undisputedArrears":\s*\d/);
});
