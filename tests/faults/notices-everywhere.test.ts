import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/core/permissions";
import { formatPublicId } from "@/core/public-id";
import { connect, type Db } from "@/db/client";
import { queueJob } from "@/db/commands/queue-job";
import { recordEntry } from "@/db/commands/registers/record-entry";
import { repairEntry } from "@/db/commands/registers/repair-entry";
import { findOfficeEntry } from "@/db/queries/find-office-entry";
import type { EntrySubject } from "@/db/queries/list-public-entries";
import { build } from "@/server/bootstrap.mjs";
import { createDatabase } from "@/tests/support/database";
import { publishTheseEntities } from "@/tests/support/entities";
import { authorityId, enrol } from "@/tests/support/people";
import { request } from "@/tests/support/raw-request";
import { letTermPass, newEntry } from "@/tests/support/register-entries";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startServer, type TestServer } from "@/tests/support/server";

const NUMBER = "14000009";
const COMPANY = { scheme: "ee-regcode", number: NUMBER };
/** As long as the job may take to come round, and somewhat over. */
const WAIT = { timeout: 90_000, interval: 200 };

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let servers: TestServer[];
let clerk: Actor;
let id: string;
let town: number;

beforeAll(async () => {
  build();
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
  await load(db, "2026-01-10", [
    snapshot(),
    site("1", { name: "Blue Door", operator: { ...COMPANY, level: "entity" } }),
    rating("1", "5"),
  ]);
  await db`update legal_entities set legal_form = 'company'`;
  const entities = await db<{ id: number }[]>`select id from legal_entities`;
  await publishTheseEntities(
    db,
    entities.map((one) => one.id),
  );
  const [row] = await db<{ publicId: string }[]>`select public_id from listings`;
  id = row?.publicId ?? "";
  town = await authorityId(db, "testham");
  clerk = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  servers = await Promise.all([startServer(database.url), startServer(database.url)]);
}, 600_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await db.end();
  await database.drop();
});

/** Everything that is public of the place and of who runs it. */
function paths(): string[] {
  const shown = formatPublicId(id);
  return [
    ...["en", "zh", "ar"].flatMap((locale) => [
      `/${locale}/sites/${shown}/blue-door`,
      `/${locale}/entities/ee-regcode/${NUMBER}`,
      `/${locale}?q=blue`,
      `/feeds/${locale}/search.atom?q=blue`,
      `/feeds/${locale}/sites/${shown}.atom`,
    ]),
    "/en",
    `/api/v1/sites/${shown}`,
    `/api/v1/sites/${shown}/history`,
    `/api/v1/entities/ee-regcode/${NUMBER}`,
    "/api/v1/entities",
    "/api/v1/sites?q=blue",
    "/api/v1/suggest?q=blue",
    "/api/v1/events?after=0&limit=1000",
  ];
}

/** Where each process says a word, of all that is public. */
async function sayingPaths(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const [at, { url }] of servers.entries()) {
    for (const path of paths()) {
      const { text } = await request(url + path);
      if (text.includes(word)) found.push(`${at} ${path}`);
    }
  }
  return found;
}

const saysIt = (subject: EntrySubject) => {
  const pages = ["en", "zh", "ar"].map((locale) =>
    "site" in subject
      ? `/${locale}/sites/${formatPublicId(id)}/blue-door`
      : `/${locale}/entities/ee-regcode/${NUMBER}`,
  );
  const api =
    "site" in subject
      ? `/api/v1/sites/${formatPublicId(id)}`
      : `/api/v1/entities/ee-regcode/${NUMBER}`;
  // A place's page also says what is said of who runs it.
  const more =
    "site" in subject
      ? []
      : ["en", "zh", "ar"].map((locale) => `/${locale}/sites/${formatPublicId(id)}/blue-door`);
  return servers
    .flatMap((_, at) => [...pages, ...more, api].map((path) => `${at} ${path}`))
    .toSorted();
};

const ENDS = [
  ["its term", "Quicksilver"],
  ["a repair", "Marigold"],
] as const;

test.each(
  ENDS.flatMap(([end, word]) => [
    [end, "a place", word] as const,
    [end, "a company", `${word}s`] as const,
  ]),
)(
  "what %s ends of %s is gone from every answer, kept ones too, and stays for officials",
  async (end, about, word) => {
    const subject: EntrySubject = about === "a place" ? { site: id } : { entity: COMPANY };
    const entry = newEntry(town, subject, {
      grounds: `${word} was found.`,
      remedy: `Less ${word}.`,
    });
    expect(await recordEntry(db, clerk, entry)).toMatchObject({ ok: true });
    await vi.waitFor(async () => {
      expect((await sayingPaths(`${word} was`)).toSorted()).toEqual(saysIt(subject));
    }, WAIT);
    // Once more, from what is kept.
    expect((await sayingPaths(`${word} was`)).toSorted()).toEqual(saysIt(subject));
    if (end === "a repair") {
      expect(await repairEntry(db, clerk, { id: entry.id, reason: "Settled" })).toEqual({
        ok: true,
      });
    } else {
      await letTermPass(db, entry.id);
      await queueJob(db, "publish-due", {});
    }
    await vi.waitFor(async () => expect(await sayingPaths(word)).toEqual([]), WAIT);
    await vi.waitFor(async () => {
      const [row] = await db`select state from register_entries where id = ${entry.id}`;
      expect(row?.state).toBe(end === "a repair" ? "repaired" : "expired");
    }, WAIT);
    const [events] = await db`select string_agg(e::text, ' ') as text from events e`;
    expect(events?.text).not.toContain(word);

    const [looks] = await db`select count(*) from access_log where action = 'read-register'`;
    expect((await findOfficeEntry(db, clerk, entry.id))?.grounds).toContain(word);
    const stranger = await enrol(db, [{ role: "inspector", at: "testham" }]);
    expect(await findOfficeEntry(db, stranger, entry.id)).toBeNull();
    const [after] = await db`select count(*) from access_log where action = 'read-register'`;
    expect(after?.count).toBe(looks?.count + 2);
  },
  400_000,
);
