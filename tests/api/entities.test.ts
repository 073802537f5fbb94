import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { registerNumber } from "@/server/demo-data/register-number";
import { ask } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let drop: () => Promise<void>;
const number = (n: number) => registerNumber("ee-regcode", n);
const chain = { scheme: "ee-regcode", level: "entity", number: number(1) } as const;
const trader = { scheme: "ee-regcode", level: "entity", number: number(2) } as const;
const JUNE = "2026-06-01";

beforeAll(async () => {
  const created = await createDatabase();
  drop = created.drop;
  process.env.DATABASE_URL = created.url;
  const db = database();
  const [owner, sole, ...companies] = [
    await makeEntity(db, { number: number(1), name: "Blue Door Trading" }),
    await makeEntity(db, { number: number(2), name: "Jane Q Private", legalForm: "sole-trader" }),
    ...(await Promise.all(
      [3, 4, 5, 6].map((n) => makeEntity(db, { number: number(n), name: `Grey Gate ${n}` })),
    )),
  ];
  await load(db, "2026-01-01", [
    snapshot(),
    site("1", { name: "Door One", operator: chain }),
    rating("1", "5"),
    site("2", { name: "Door Two", operator: chain }),
    rating("2", "1"),
    site("3", { name: "Corner Stall", operator: trader }),
    rating("3", "5"),
  ]);
  await giveTaxStanding(db, owner ?? 0, { standing: "red", outcome: "not-good", asOf: JUNE });
  await giveTaxStanding(db, companies[0] ?? 0, { standing: "green", outcome: "good", asOf: JUNE });
  await giveTaxStanding(db, companies[1] ?? 0, {
    standing: "green",
    outcome: "good",
    asOf: "2020-01-01",
    lapsesOn: "2020-02-15",
  });
  await publishTheseEntities(db, [owner ?? 0, sole ?? 0, ...companies]);
});

afterAll(async () => {
  await database().end();
  await drop();
});

const entities = async (query: string) => (await ask(`/api/v1/entities?${query}`)).json();
const entity = async (n: number) => (await ask(`/api/v1/entities/ee-regcode/${number(n)}`)).json();

test("an entity says how it stands with the tax authority, and its sites stand by themselves", async () => {
  const answer = await entity(1);
  expect(answer.profile).toMatchObject({
    name: "Blue Door Trading",
    legalForm: "company",
    tax: {
      colour: "red",
      word: "Not in good standing",
      asOf: JUNE,
      scheme: "placard-tax",
      version: "1",
      silence: null,
    },
  });
  expect(answer.domains).toEqual([
    { domain: "food", counts: { green: 1, yellow: 0, red: 1, unrated: 0 } },
  ]);
  expect(Object.keys(answer)).not.toContain("colour");
});

test("what is too old, and what nobody has sent, is not published and says why", async () => {
  expect((await entity(4)).profile.tax).toMatchObject({
    colour: "unpublished",
    outcome: null,
    rule: null,
    silence: "too-old",
  });
  expect((await entity(5)).profile.tax).toMatchObject({
    colour: "unpublished",
    silence: "nothing",
  });
});

test("of a natural person only the names of places are told", async () => {
  const answer = await entity(2);
  expect(answer.profile).toBeNull();
  expect(answer.items).toMatchObject([{ name: "Corner Stall" }]);
  expect(JSON.stringify(answer)).not.toContain("Private");
  expect(await entities("q=Jane Private")).toMatchObject({ total: 0, items: [] });
  expect(await entities(`q=${number(2)}`)).toMatchObject({ total: 0, items: [] });
});

test("entities are found by name and by number, with or without a site", async () => {
  expect(await entities("q=blue do")).toMatchObject({
    total: 1,
    items: [{ number: number(1), sites: 2 }],
  });
  const spaced = number(6).replace(/(....)/, "$1 ");
  expect(await entities(`q=${encodeURIComponent(spaced)}`)).toMatchObject({
    total: 1,
    items: [{ name: "Grey Gate 6", sites: 0 }],
  });
  expect(await entities("q=6")).toMatchObject({ total: 1, items: [{ name: "Grey Gate 6" }] });
});

test("the list counts by standing, filters and is read page by page", async () => {
  const counts = { green: 1, yellow: 0, red: 1, unrated: 3 };
  expect(await entities("limit=1")).toMatchObject({ total: 5, counts });
  expect(await entities("standing=unrated")).toMatchObject({ total: 3, counts });
  expect(await entities("standing=green,red&q=grey")).toMatchObject({ total: 1 });
  expect(await entities("scheme=no-orgnr")).toMatchObject({ total: 0 });
  const names: string[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const page: { items: { name: string }[]; next: string | null } = await entities(
      `limit=2&cursor=${next}`,
    );
    names.push(...page.items.map(({ name }) => name));
    next = page.next;
  }
  expect(names).toEqual(["Blue Door Trading", ...[3, 4, 5, 6].map((n) => `Grey Gate ${n}`)]);
});

test.each(["sort=food", "domain=food", "colour=red", "standing=purple", "cursor=x"])(
  "entities take no %s",
  async (query) => {
    expect((await ask(`/api/v1/entities?${query}`)).status).toBe(400);
  },
);

test("events of entities stand among those of sites without a gap", async () => {
  const { items, position } = await (await ask("/api/v1/events?limit=1000")).json();
  expect(items.map((event: { position: number }) => event.position)).toEqual(
    Array.from({ length: position }, (_, i) => i + 1),
  );
  const ofEntities = items.filter((event: { entity: unknown }) => event.entity !== null);
  expect(ofEntities).toHaveLength(5);
  expect(ofEntities[0]).toMatchObject({
    kind: "listed",
    site: null,
    entity: { scheme: "ee-regcode", number: number(1) },
  });
});
