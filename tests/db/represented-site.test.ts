import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReport } from "@/db/commands/open-report";
import { confirmVisit, returnVisit } from "@/db/commands/visits/decide-visit";
import { findOwnEntity } from "@/db/queries/own/find-own-entity";
import { findOwnSite } from "@/db/queries/own/find-own-site";
import { listOwnStandings } from "@/db/queries/own/list-own-standings";
import { taxAuthority } from "@/tests/support/entities";
import {
  COMPANY,
  NOW,
  openRepresentedTown,
  type RepresentedTown,
} from "@/tests/support/represented-town";

let here: RepresentedTown;

beforeAll(async () => {
  here = await openRepresentedTown();
});
afterAll(() => here.close());

describe("whoever speaks for a place", () => {
  test("sees that place and no other; both looks are written down", async () => {
    const owner = await here.speaker({ site: "Cafe Lepp" });
    const [own, other] = [here.named("Cafe Lepp"), here.named("Cafe Kask")];
    expect((await findOwnSite(here.db, owner, own.publicId))?.detail.name).toBe("Cafe Lepp");
    expect(await findOwnSite(here.db, owner, other.publicId)).toBeNull();
    expect(await findOwnSite(here.db, owner, "7K3M9QX2V2")).toBeNull();
    expect(await findOwnSite(here.db, here.inspector, own.publicId)).toBeNull();
    expect(await findOwnEntity(here.db, owner, COMPANY, { cursor: null, limit: 5 })).toBeNull();
    expect(await here.looks(owner, `site:${own.id}`)).toEqual([true]);
    expect(await here.looks(owner, `site:${other.id}`)).toEqual([false]);
    expect(await here.looks(owner, `entity:${here.company}`)).toEqual([false]);
    expect(await here.looks(here.inspector, `site:${own.id}`)).toEqual([false]);
    const { sites: listed, entities } = await listOwnStandings(here.db, owner);
    expect(listed.map(({ listing }) => listing.name)).toEqual(["Cafe Lepp"]);
    expect(entities).toEqual([]);
    expect(await here.looks(owner, "own-standings")).toEqual([true]);
  });

  test("reads of a visit that waits when it was and no more: not what, nor by whom", async () => {
    const owner = await here.speaker({ site: "Cafe Lepp" });
    const id = await here.draftAt("Cafe Lepp", { out: { "22": {} }, remarks: "a sealed remark" });
    const { publicId } = here.named("Cafe Lepp");
    const pending = {
      ...{ domain: "food", visitedOn: "2026-03-02", state: "confirming", publishOn: null },
    };
    const see = () => findOwnSite(here.db, owner, publicId);
    expect((await see())?.pending).toEqual([pending]);
    expect((await listOwnStandings(here.db, owner)).sites[0]?.pending).toEqual([pending]);
    expect(await openReport(here.db, owner, id, { base: "", locale: "en" })).toBeNull();
    // Given back to its inspector it waits no less.
    await returnVisit(here.db, here.reviewer, { id, reason: "Look again" }, NOW);
    expect((await see())?.pending).toEqual([pending]);
    const told = JSON.stringify([await see(), await listOwnStandings(here.db, owner)]);
    for (const secret of ["Unnamed", "sealed", "A. Inspector", '"22"', id]) {
      expect(told).not.toContain(secret);
    }
    await here.db`update visits set state = 'withdrawn' where id = ${id}`;
    expect((await see())?.pending).toEqual([]);
  });

  test("reads the report and what is to be put right by when, once it is published", async () => {
    const owner = await here.speaker({ site: "Cafe Lepp" });
    const neighbour = await here.speaker({ site: "Cafe Kask" });
    const id = await here.draftAt("Cafe Lepp", { out: { "22": {}, "40": { corrected: true } } });
    await confirmVisit(here.db, here.reviewer, { id }, NOW);
    await here.db`
      insert into tasks (site_id, domain, authority_id, reason, due_on, note)
      values (${here.named("Cafe Lepp").id}, 'food', ${here.town}, 'complaint', '2026-03-01', 'Mx Neighbour')`;
    const own = await findOwnSite(here.db, owner, here.named("Cafe Lepp").publicId);
    expect(own?.reports).toEqual([{ visitId: id, domain: "food", visitedOn: "2026-03-02" }]);
    expect(own?.followUps).toMatchObject([{ domain: "food", dueOn: "2026-03-02" }]);
    const visit = own?.detail.visits.find((one) => one.id === own.followUps[0]?.visit);
    expect(visit?.findings.map(({ code }) => code)).toEqual(["22", "40"]);
    expect(JSON.stringify(own)).not.toContain("Mx Neighbour");
    const [item] = (await listOwnStandings(here.db, owner)).sites;
    expect(item?.dueOn).toBe("2026-03-02");
    const page = { base: "", locale: "en" } as const;
    expect((await openReport(here.db, owner, id, page))?.visitId).toBe(id);
    expect(await openReport(here.db, neighbour, id, page)).toBeNull();
    expect(await here.looks(owner, `report:${id}`)).toEqual([true]);
    expect(await here.looks(neighbour, `report:${id}`)).toEqual([false]);
  });

  test("sees register entries that are to come, and none that was taken down", async () => {
    const owner = await here.speaker({ site: "Cafe Lepp" });
    const { sourceId } = await taxAuthority(here.db);
    const enter = (key: string, from: string, to: string) => here.db`
      insert into register_entries (kind, entry_class, site_id, authority_id, source_id, source_key,
        language, legal_basis, grounds, remedy, starts_on, ends_on, row_hash)
      values ('recall', 'serious', ${here.named("Cafe Lepp").id}, ${here.town}, ${sourceId}, ${key}, 'en',
        'Law', ${`grounds ${key}`}, ${`remedy ${key}`},
        (now() at time zone 'UTC')::date + ${from}::interval,
        (now() at time zone 'UTC')::date + ${to}::interval, ${key})`;
    await enter("past", "-9 months", "-1 day");
    await enter("now", "-9 months", "9 months");
    await enter("coming", "1 day", "9 months");
    await enter("repaired", "1 day", "9 months");
    await here.db`update register_entries set state = 'repaired' where source_key = 'repaired'`;
    const own = await findOwnSite(here.db, owner, here.named("Cafe Lepp").publicId);
    expect(own?.entries.map(({ remedy }) => remedy)).toEqual(["remedy now"]);
    expect(own?.coming.map(({ remedy }) => remedy)).toEqual(["remedy coming"]);
  });
});
