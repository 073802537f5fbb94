import { beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { dumpAll } from "@/tests/support/dump";
import { ownDatabase } from "@/tests/support/own-database";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";
import { listed, problems, siteNamed, TOWN } from "@/tests/support/snapshot-town";

let db: Db;

beforeEach(async () => {
  db = await ownDatabase();
});

test("published words become the scheme's colours and unrated states, never a guess", async () => {
  await load(db, "2020-02-01", [...TOWN, site("5"), rating("5", "Splendid"), site("6")]);
  expect(await listed(db)).toEqual({
    "Cafe Number1": "green",
    "Cafe Number2": "red",
    "Cafe Number3": "never",
    "Cafe Number4": "exempt",
    "Cafe Number5": "unpublished",
    "Cafe Number6": "never",
  });
  expect(await problems(db)).toEqual(["word-that-no-scheme-maps"]);
  const odd = await siteNamed(db, "Cafe Number5");
  expect(odd.ratings[0]).toMatchObject({ published: "Splendid", outcome: null, scheme: null });
});

test("the same snapshot again changes nothing", async () => {
  await load(db, "2020-02-01", TOWN);
  const before = await dumpAll(db);
  const again = await load(db, "2020-02-01", TOWN);
  expect(again.state).toBe("unchanged");
  expect(await dumpAll(db)).toEqual(before);
});

test("a repeated id is reported; of contradicting rows the newest rating is taken", async () => {
  const result = await load(db, "2020-02-01", [
    snapshot(),
    { ...site("1"), line: 1 },
    { ...rating("1", "2", { ratedOn: "2019-09-09" }), line: 1 },
    { ...site("1", { name: "Wrong Name" }), line: 2 },
    { ...rating("1", "5", { ratedOn: "2018-01-01" }), line: 2 },
    { ...site("2"), line: 3 },
    { ...rating("2", "5"), line: 3 },
    { ...site("2"), line: 4 },
    { ...rating("2", "5"), line: 4 },
  ]);
  expect(await listed(db)).toEqual({ "Cafe Number1": "red", "Cafe Number2": "green" });
  expect(await problems(db)).toEqual(["conflicting-id", "repeated-id"]);
  expect(result.counts).toMatchObject({ sites: 4, added: 2 });
});

test("visits keep their findings; one told differently later is superseded, not edited", async () => {
  const town = (text: string) => [
    snapshot({ scheme: "us-chicago@2018-07" }),
    site("1"),
    visit("1", "v1", "2020-01-10"),
    finding("1", "v1", text),
    rating("1", "Fail", { visitKey: "v1", ratedOn: "2020-01-10" }),
    visit("1", "v2", "2020-01-20"),
    rating("1", "Pass", { visitKey: "v2", ratedOn: "2020-01-20" }),
    visit("1", "v3", "2020-01-25"),
    rating("1", "No Entry", { visitKey: "v3", ratedOn: "2020-01-25" }),
  ];
  expect(await load(db, "2020-02-01", town("Raw meat above salad."))).toMatchObject({
    state: "applied",
    reason: null,
  });
  await load(db, "2020-03-01", town("Raw meat was kept above salad."));
  const found = await siteNamed(db, "Cafe Number1");
  expect(found.ratings).toMatchObject([{ outcome: "Pass", ratedOn: "2020-01-20" }]);
  expect(
    found.visits.map((v) => [v.visitedOn, v.rating?.outcome ?? null, v.findings.length]),
  ).toEqual([
    ["2020-01-25", null, 0],
    ["2020-01-20", "Pass", 0],
    ["2020-01-10", "Fail", 1],
  ]);
  expect(found.visits[2]?.findings[0]?.text).toBe("Raw meat was kept above salad.");
  const [kept] = await db`select count(*) from findings`;
  expect(kept?.count).toBe(2);
});

test("what was published cannot be edited or deleted from the log, even by hand", async () => {
  await load(db, "2020-02-01", TOWN);
  await expect(db`update ratings set outcome = '5', standing = 'green'`).rejects.toThrow(
    "never edited",
  );
  await expect(db`delete from events`).rejects.toThrow("append-only");
  await expect(db`update events set kind = 'x'`).rejects.toThrow("append-only");
  await expect(db`truncate events`).rejects.toThrow("append-only");
});

test("nothing but a web address can become a link", async () => {
  const website = "javascript:alert(1)";
  await expect(load(db, "2020-02-01", [snapshot(), site("1", { website })])).rejects.toThrow(
    "sites_website",
  );
});

test("sites of one register number are told as one operator's", async () => {
  const operator = { scheme: "no-orgnr", level: "establishment", number: "973870718" } as const;
  await load(db, "2020-02-01", [
    snapshot(),
    site("1", { operator }),
    site("2", { operator }),
    site("3"),
  ]);
  const found = await siteNamed(db, "Cafe Number1");
  expect(found.operator).toEqual({ scheme: "no-orgnr", number: "973870718" });
  expect(found.siblings.map((sibling) => sibling.name)).toEqual(["Cafe Number2"]);
});

test("hostile text is kept as text, and what Postgres cannot hold never reaches it", async () => {
  const name = `<script>alert(1)</script> 'or' "1"="1"; \\ \t\n{} ${"x".repeat(10_000)}`;
  const result = await load(db, "2020-02-01", [snapshot(), site("1", { name }), rating("1", "5")]);
  expect(result.state).toBe("applied");
  expect(Object.keys(await listed(db))).toEqual([name]);
});

test("a snapshot of a day on which its scheme version was not in force says so", async () => {
  await load(db, "2018-10-31", TOWN);
  expect(await problems(db)).toContain("scheme-not-in-force");
});

test("one of the version's first day does not", async () => {
  await load(
    db,
    "2018-11-01",
    TOWN.map((row) => (row.kind === "rating" ? { ...row, ratedOn: null } : row)),
  );
  expect(await problems(db)).not.toContain("scheme-not-in-force");
});

test("each result is rated under the version in force on its day, and the older one keeps its own", async () => {
  await load(db, "2024-01-15", [
    snapshot({ scheme: "dk-smiley@3faces" }),
    site("1"),
    site("2"),
    rating("1", "2", { ratedOn: "2023-09-30" }),
    rating("2", "2", { ratedOn: "2023-10-01" }),
  ]);
  const rows = await db`
    select s.source_key as site, r.scheme_version as version
    from ratings r join site_sources s using (site_id) order by site`;
  expect([...rows]).toEqual([
    { site: "1", version: "4faces" },
    { site: "2", version: "3faces" },
  ]);
});
