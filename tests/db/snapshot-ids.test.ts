import { beforeEach, expect, test } from "vitest";
import type { ImportRow } from "@/core/import-row";
import type { Db } from "@/db/client";
import { ownDatabase } from "@/tests/support/own-database";
import { finding, load, site, snapshot, visit } from "@/tests/support/rows";
import { listed, problems, siteNamed, TOWN } from "@/tests/support/snapshot-town";

let db: Db;

beforeEach(async () => {
  db = await ownDatabase();
});

test("an id that the source gives to another business starts a new site", async () => {
  await load(db, "2020-02-01", TOWN);
  await load(
    db,
    "2020-03-01",
    [
      ...TOWN.filter((row) => row.kind !== "snapshot" && !("key" in row && row.key === "1")),
      site("1", { name: "Zebra Fishmonger", address: "77 Harbour Lane", postcode: "ZZ9 9ZZ" }),
    ].toSpliced(0, 0, snapshot()),
  );
  expect(await problems(db)).toEqual(["id-given-to-another-business"]);
  const all = await listed(db);
  expect(all["Cafe Number1"]).toBe("ceased");
  expect(Object.keys(all)).toContain("Zebra Fishmonger");
  expect((await siteNamed(db, "Zebra Fishmonger")).earlier).toEqual([]);
});

test("a known business under a new id of its source stays the same site", async () => {
  await load(db, "2020-02-01", TOWN);
  const before = await siteNamed(db, "Cafe Number1");
  const renumbered: ImportRow[] = TOWN.map((row) =>
    row.kind === "site" && row.key === "1"
      ? { ...row, key: "1001" }
      : row.kind === "rating" && row.siteKey === "1"
        ? { ...row, siteKey: "1001", published: "4" }
        : row,
  );
  const result = await load(db, "2020-03-01", renumbered);
  expect(result.counts).toMatchObject({ renumbered: 1, added: 0, gone: 0 });
  const after = await siteNamed(db, "Cafe Number1");
  expect(after.id).toBe(before.id);
  expect(after.earlier.map((r) => r.outcome)).toEqual(["5"]);
});

test("under its new id a site takes over its new operator and the end of its reply", async () => {
  const operator = (number: string) =>
    ({ scheme: "no-orgnr", level: "establishment", number }) as const;
  const visits = (key: string) => [
    visit(key, `${key}:v`, "2020-01-10"),
    finding(key, `${key}:v`, "Dust."),
  ];
  const more = [site("8"), site("9")];
  await load(db, "2020-02-01", [
    snapshot(),
    site("1", { operator: operator("973870718"), reply: "Old reply" }),
    ...visits("1"),
    ...more,
  ]);
  const renumbered = [
    snapshot(),
    site("1001", {
      name: "Cafe Number1",
      address: "1 High Street",
      postcode: "TE1 1ST",
      operator: operator("981405099"),
    }),
    ...visits("1001"),
    ...more,
  ];
  expect((await load(db, "2020-03-01", renumbered)).counts).toMatchObject({ renumbered: 1 });
  await load(db, "2020-04-01", renumbered);
  const found = await siteNamed(db, "Cafe Number1");
  expect(found).toMatchObject({ operator: { number: "981405099" }, reply: null });
  expect(found.visits).toHaveLength(1);
});
