import { expect, test } from "vitest";
import type { IssueRow } from "@/core/import-row";
import { type CsvRecord, readCsv } from "@/importers/csv";

function file(bytes: Uint8Array | string, chunk = 7) {
  const whole = Buffer.from(bytes);
  const open = async function* () {
    for (let at = 0; at < whole.length; at += chunk) yield whole.subarray(at, at + chunk);
  };
  return { name: "town.csv", open };
}

const NAMED = { required: ["id", "name"] } as const;

async function readAll(bytes: Uint8Array | string, windows1252 = false, chunk?: number) {
  const rows: (CsvRecord<"id" | "name"> | IssueRow)[] = [];
  for await (const row of readCsv(file(bytes, chunk), { ...NAMED, windows1252 })) rows.push(row);
  return rows;
}

const records = async (...input: Parameters<typeof readAll>) =>
  (await readAll(...input)).flatMap((row) =>
    row.kind === "record" ? [[row.line, row.fields.id, row.fields.name]] : [],
  );

test.each([
  ["line feeds", "id,name\n1,Ada\n2,Bo\n"],
  ["carriage returns and line feeds", "id,name\r\n1,Ada\r\n2,Bo\r\n"],
  ["no end of line at the end", "id,name\n1,Ada\n2,Bo"],
  ["a byte order mark", "\ufeffid,name\n1,Ada\n2,Bo\n"],
  ["a quoted header behind a byte order mark", '\ufeff"ID","Name"\n1,Ada\n2,Bo\n'],
  ["columns in another order", "name,extra,ID #\nAda,,1\nBo,,2\n"],
  ["quotes and padding", '"id","name"\n"1"," Ada "\n"2","Bo"\n'],
])("%s are read", async (_, text) => {
  expect(await records(text)).toEqual([
    [2, "1", "Ada"],
    [3, "2", "Bo"],
  ]);
});

test("a record is told by the line on which it begins", async () => {
  expect(await records('id,name\n1,"Ada\nand\nBo"\n\n2,"say ""hi"", Cy"\n')).toEqual([
    [2, "1", "Ada\nand\nBo"],
    [6, "2", 'say "hi", Cy'],
  ]);
});

test("a row with too many or too few cells is refused alone", async () => {
  const rows = await readAll("id,name\n1\n2,Bo\n3,Cy,x\n");
  expect(rows.map((row) => [row.kind, row.line])).toEqual([
    ["issue", 2],
    ["record", 3],
    ["issue", 4],
  ]);
  expect(rows[0]).toMatchObject({
    value: "1 instead of 2",
    problem: "wrong-number-of-columns",
    action: "row-refused",
  });
});

test.each([
  ["an empty file", "", "town.csv is empty."],
  ["a header without the columns", "id,nom,x\n1,Ada,y\n", "town.csv lacks the columns name."],
  ["a web page", "<!DOCTYPE html>\n<html>", "town.csv lacks the columns id, name."],
  ["a last line cut short", "id,name\n1,Ada\n2", "town.csv is cut short in its last line."],
  ["a quote that never closes", 'id,name\n1,"Ada\n2,Bo\n', /broken or cut short near line 3/],
  ["a stray quote", 'id,name\n1,A"da\n', /near line 2/],
  ["what follows a closing quote", 'id,name\n1,"A"da\n', /near line 2/],
  ["a megabyte inside a quote", `id,name\n1,"${"x,\n".repeat(350_000)}`, /near line/],
])("%s is refused whole", async (_, text, reason) => {
  await expect(readAll(text, false, 1 << 16)).rejects.toThrow(reason);
});

test("what is not UTF-8 is refused unless the format allows Windows-1252", async () => {
  const bytes = Buffer.from("id,name\n1,Caf\xe9\n", "latin1");
  await expect(readAll(bytes)).rejects.toThrow("not UTF-8");
  const rows = await readAll(bytes, true);
  expect(rows).toMatchObject([
    { kind: "record", fields: { name: "Café" } },
    { kind: "issue", problem: "not-utf-8", action: "repaired" },
  ]);
});

test.each([1, 2, 3, 5, 1000])(
  "each line is read in its own encoding, in chunks of %i",
  async (chunk) => {
    const bytes = Buffer.concat([
      Buffer.from("id,name\n1,Größe 🍲\n"),
      Buffer.from("2,TROPISUE\xd1O\n3,Bhakti\x92s \x80\n", "latin1"),
      Buffer.from("4,Łódź\n"),
    ]);
    expect((await records(bytes, true, chunk)).map(([, , name]) => name)).toEqual([
      "Größe 🍲",
      "TROPISUEÑO",
      "Bhakti’s €",
      "Łódź",
    ]);
  },
);

test("a line without end is refused before it fills the memory", async () => {
  const open = async function* () {
    for (;;) yield Buffer.alloc(1 << 18, "x");
  };
  const reading = readCsv({ name: "town.csv", open }, { ...NAMED, windows1252: true }).next();
  await expect(reading).rejects.toThrow("more than a megabyte");
  const plain = readCsv({ name: "town.csv", open }, NAMED).next();
  await expect(plain).rejects.toThrow("near line");
});

test("whoever stops reading closes the file", async () => {
  let isClosed = false;
  const open = async function* () {
    try {
      yield Buffer.from("id,name\n");
      for (let id = 0; ; id += 1) yield Buffer.from(`${id},Ada\n`);
    } finally {
      isClosed = true;
    }
  };
  for await (const row of readCsv({ name: "town.csv", open }, NAMED)) {
    if (row.line > 20) break;
  }
  await expect.poll(() => isClosed).toBe(true);
});
