import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { build } from "@/server/bootstrap.mjs";
import { COMPANY, PEOPLE, type Person, signIn } from "@/tests/faults/office-people";
import { type Things, thingsOf } from "@/tests/faults/office-things";
import { createDatabase } from "@/tests/support/database";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { authorityId } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startServer, type TestServer } from "@/tests/support/server";
import { makeTaxAuthority } from "@/tests/support/tax-feed";
import { WebClient } from "@/tests/support/web-client";

/** Words that nobody may read who may not read a visit or its place's papers. */
export const SECRETS = ["Cafe Secretive", "Mx Confidential", "sealed remark", "Somebody Real"];

export interface OfficeTown {
  db: Db;
  server: TestServer;
  /** Who is signed in, by person; nobody is not. */
  clients: ReadonlyMap<Person, WebClient>;
  userIds: ReadonlyMap<Person, string>;
  inspector: Actor;
  /** New things of the town. */
  things(): Things;
  stop(): Promise<void>;
}

/** A town with everybody at work, on the server as an operator runs it. */
export async function openOfficeTown(people: readonly Person[] = PEOPLE): Promise<OfficeTown> {
  build();
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  for (const [slug, name] of [
    ["testham", "Cafe Secretive"],
    ["elsewhere", "Cafe Openly"],
  ] as const) {
    const town = slug === "testham" ? "Testham" : "Elsewhere";
    await load(db, "2026-01-31", [
      snapshot({ town }),
      site("1", { name, locality: town }),
      rating("1", "5", { ratedOn: "2025-05-05" }),
    ]);
  }
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-01' from authorities`;
  await openCompany(db);
  await makeTaxAuthority(db, "testham");
  const folder = await mkdtemp(path.join(tmpdir(), "placard-office-"));
  const server = await startServer(database.url, { STORAGE_URL: `file:${folder}` });
  const clients = new Map<Person, WebClient>();
  const userIds = new Map<Person, string>();
  for (const person of people) {
    const client = new WebClient(server.url);
    const id = await signIn(db, client, person);
    clients.set(person, client);
    if (id) userIds.set(person, id);
  }
  const actorOf = async (person: Person): Promise<Actor> => {
    const userId = userIds.get(person);
    if (!userId) throw new Error(`No ${person} is here.`);
    const memberships = await db<Actor["memberships"][number][]>`
      select role, authority_id as authority from memberships
      where user_id = ${userId} and ended_at is null`;
    return { userId, memberships: [...memberships] };
  };
  const inspector = await actorOf("inspector");
  const uploader = clients.get("inspector") as WebClient;
  return {
    db,
    server,
    clients,
    userIds,
    inspector,
    things: () => thingsOf(db, inspector, uploader),
    async stop() {
      await server.stop();
      await db.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openCompany(db: Db): Promise<void> {
  const id = await makeEntity(db, { number: COMPANY, name: "Secretive Holdings" });
  await giveTaxStanding(db, id, {
    ...{ standing: "green", outcome: "good", asOf: "2026-01-31" },
    authorityId: await authorityId(db, "testham"),
  });
  await publishTheseEntities(db, [id]);
}
