import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { openReport } from "@/db/commands/open-report";
import { findOwnEntity } from "@/db/queries/own/find-own-entity";
import { findOwnSite } from "@/db/queries/own/find-own-site";
import { listOwnStandings } from "@/db/queries/own/list-own-standings";
import { makeEntity } from "@/tests/support/entities";
import {
  COMPANY,
  openRepresentedTown,
  type RepresentedTown,
  TRADER,
} from "@/tests/support/represented-town";

let here: RepresentedTown;

beforeAll(async () => {
  here = await openRepresentedTown();
});
afterAll(() => here.close());

test("a number of a person that somebody looks for is not kept in the log", async () => {
  const page = { cursor: null, limit: 1 };
  for (const [scheme, number] of [
    ["ee-regcode", "37605030299"],
    ["37605030299", "10000018"],
    ["ee-regcode", "10000 030"],
  ] as const) {
    expect(await findOwnEntity(here.db, here.stranger, { scheme, number }, page)).toBeNull();
  }
  const looks = await here.db<{ subject: string }[]>`
    select subject from access_log where user_id = ${here.stranger.userId} order by id desc limit 3`;
  expect(looks.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^entity-number:(unknown|ee-regcode \d{8})$/),
    "entity-number:unknown",
    "entity-number:unknown",
  ]);
});

describe("whoever speaks for a business", () => {
  const see = (actor: Actor, cursor: string | null = null, limit = 5) =>
    findOwnEntity(here.db, actor, COMPANY, { cursor, limit });

  test("sees its tax standing, the day it lapses and its places, each by itself", async () => {
    const owner = await here.speaker({ entity: here.company });
    const own = await see(owner);
    expect(own?.detail.profile?.tax).toMatchObject({ standing: "yellow", outcome: "attention" });
    expect(own?.lapsesOn).toBe("2099-03-18");
    expect(own?.sites.map(({ listing }) => listing.name)).toEqual(["Cafe Kask"]);
    expect((await findOwnSite(here.db, owner, here.named("Cafe Kask").publicId))?.detail.name).toBe(
      "Cafe Kask",
    );
    expect(await findOwnSite(here.db, owner, here.named("Cafe Lepp").publicId)).toBeNull();
    const listed = await listOwnStandings(here.db, owner);
    expect(listed.entities).toMatchObject([
      { ...COMPANY, name: "Lepp Holdings", sites: 1, tax: { standing: "yellow" } },
    ]);
    expect(await here.looks(owner, `entity:${here.company}`)).toEqual([true]);
  });

  test("sees what they consented to, until that is taken back", async () => {
    const owner = await here.speaker({ entity: here.company });
    expect((await see(owner))?.consent).toBeNull();
    await here.db`
      insert into tax_consents (entity_id, level, given_by, given_at)
      values (${here.company}, 2, ${owner.userId}, '2026-02-02T12:00:00Z')`;
    expect((await see(owner))?.consent).toEqual({ level: 2, givenOn: "2026-02-02" });
    await here.db`update tax_consents set withdrawn_by = ${owner.userId}, withdrawn_at = now()`;
    expect((await see(owner))?.consent).toBeNull();
  });

  test("reads no amount that its standing was worked out from", async () => {
    const owner = await here.speaker({ entity: here.company });
    await here.db`
      insert into tax_inputs (standing_id, inputs)
      select id, '{"undisputedArrears": 987654.32}' from tax_standings
      where entity_id = ${here.company} and superseded_by is null`;
    const told = JSON.stringify([await see(owner), await listOwnStandings(here.db, owner)]);
    expect(told).not.toMatch(/987654|undisputedArrears/);
  });

  test("reads reports since it runs the place, and nothing of it once somebody else does", async () => {
    const owner = await here.speaker({ entity: here.company });
    const { id: siteId, publicId } = here.named("Cafe Kask");
    const visitId = await here.draftAt("Cafe Kask", { out: { "40": {} } });
    const reports = async () => (await findOwnSite(here.db, owner, publicId))?.reports.length;
    expect(await reports()).toBe(1);
    await here.db`update site_operators set valid_from = '2026-03-03' where site_id = ${siteId}`;
    expect(await reports()).toBe(0);
    expect(await openReport(here.db, owner, visitId, { base: "", locale: "en" })).toBeNull();
    await here.db`update site_operators set valid_to = '2026-03-03' where site_id = ${siteId}`;
    expect(await findOwnSite(here.db, owner, publicId)).toBeNull();
    await here.db`update site_operators set valid_to = null where site_id = ${siteId}`;
  });

  test("goes on with what it was merged into", async () => {
    const former = await makeEntity(here.db, { number: "10000030" });
    const owner = await here.speaker({ entity: former });
    expect(await see(owner)).toBeNull();
    await here.db`
      update legal_entities set state = 'merged', merged_into = ${here.company} where id = ${former}`;
    expect((await see(owner))?.detail.profile?.name).toBe("Lepp Holdings");
  });

  test("that may be a natural person is told of no tax, only of its places", async () => {
    const owner = await here.speaker({ entity: here.trader });
    const own = await findOwnEntity(here.db, owner, TRADER, { cursor: null, limit: 5 });
    expect(own?.detail.profile).toBeNull();
    expect(own?.sites.map(({ listing }) => listing.name)).toEqual(["Cafe Tamm"]);
    expect((await listOwnStandings(here.db, owner)).entities).toMatchObject([
      { name: null, tax: null, sites: 1 },
    ]);
  });
});
