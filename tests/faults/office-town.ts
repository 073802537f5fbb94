import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Actor, Role } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { grantMembership } from "@/db/commands/grant-membership";
import { proposeScheme } from "@/db/commands/propose-scheme";
import { addArea } from "@/db/commands/save-area";
import { addItemComment } from "@/db/commands/save-item-comment";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { askWithdrawal } from "@/db/commands/visits/withdraw-result";
import { build } from "@/server/bootstrap.mjs";
import { createDatabase } from "@/tests/support/database";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { authorityId, enrol, makeOfficial, PASSWORD } from "@/tests/support/people";
import { phonePhoto } from "@/tests/support/photos";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";
import { startServer, type TestServer } from "@/tests/support/server";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import { WebClient } from "@/tests/support/web-client";

const ALAMEDA = schemeNamed("us-alameda@2012");

/** Words that nobody may read who may not read a visit or its place's papers. */
export const SECRETS = ["Cafe Secretive", "Mx Confidential", "sealed remark", "Somebody Real"];

/** Everybody who may come to the door: roles at the town, at another one, and without any. */
export const PEOPLE = [
  "nobody",
  "representative",
  "inspector",
  "colleague",
  "reviewer",
  "tax officer",
  "admin",
  "auditor",
  "platform admin",
  "former inspector",
  "inspector elsewhere",
  "reviewer elsewhere",
  "admin elsewhere",
] as const;
export type Person = (typeof PEOPLE)[number];

const ROLE_OF: Readonly<Partial<Record<Person, [Role, string]>>> = {
  inspector: ["inspector", "testham"],
  colleague: ["inspector", "testham"],
  reviewer: ["reviewer", "testham"],
  "tax officer": ["tax-officer", "testham"],
  admin: ["authority-admin", "testham"],
  auditor: ["auditor", "testham"],
  "platform admin": ["platform-admin", "testham"],
  "former inspector": ["inspector", "testham"],
  "inspector elsewhere": ["inspector", "elsewhere"],
  "reviewer elsewhere": ["reviewer", "elsewhere"],
  "admin elsewhere": ["authority-admin", "elsewhere"],
};

/** What a request can name; made when it is asked for. */
export interface Things {
  slug: string;
  authority(): Promise<string>;
  site(): Promise<string>;
  draft(): Promise<string>;
  waiting(): Promise<string>;
  published(): Promise<string>;
  /** A public one that somebody asks to withdraw. */
  contested(): Promise<string>;
  photo(): Promise<{ visit: string; sha256: string }>;
  membership(): Promise<string>;
  proposal(): Promise<string>;
  area(): Promise<string>;
  comment(): Promise<string>;
}

/** What is not there, whoever asks. */
export const NOTHING: Things = {
  slug: "nowhere",
  authority: async () => "987654321",
  site: async () => "7K3M9QX2V2",
  draft: async () => randomUUID(),
  waiting: async () => randomUUID(),
  published: async () => randomUUID(),
  contested: async () => randomUUID(),
  photo: async () => ({ visit: randomUUID(), sha256: "ab".repeat(32) }),
  membership: async () => "987654321",
  proposal: async () => "987654321",
  area: async () => "987654321",
  comment: async () => "987654321",
};

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

/** Their id; null for nobody. */
async function signIn(db: Db, client: WebClient, person: Person): Promise<string | null> {
  if (person === "nobody") return null;
  const role = ROLE_OF[person];
  if (!role) return signInForBusiness(db, client);
  const { id, email } = await makeOfficial(db, ...role);
  await signInWithApp(client, email);
  if (person === "former inspector") {
    // Not by the command, which would end the session as well.
    await db`update memberships set ended_at = now() where user_id = ${id}`;
  }
  return id;
}

async function signInForBusiness(db: Db, client: WebClient): Promise<string> {
  const { id, email } = await makeOfficial(db, "inspector", "testham");
  await db`update memberships set ended_at = now() where user_id = ${id}`;
  const [place] = await db<{ siteId: number }[]>`
    select site_id from listings where name = 'Cafe Secretive'`;
  const granted = await grantMembership(db, null, {
    userId: id,
    role: "representative",
    authorityId: await authorityId(db, "testham"),
    siteId: place?.siteId ?? 0,
  });
  if (!granted.ok) throw new Error(granted.reason);
  await client.signIn(email, PASSWORD);
  return id;
}

function thingsOf(db: Db, inspector: Actor, uploader: WebClient): Things {
  const now = () => new Date();
  const today = () => now().toISOString().slice(0, 10);
  const slug = "testham";
  const authority = () => authorityId(db, slug);
  const admin = () => enrol(db, [{ role: "authority-admin", at: slug }]);
  const document = (isRed: boolean) =>
    filledDraft(ALAMEDA, {
      visitedOn: today(),
      personInCharge: "Mx Confidential",
      remarks: "a sealed remark",
      ...(isRed && { out: { "22": {} } }),
    });
  const draft = () =>
    makeDraftVisit(db, inspector, {
      authority: slug,
      scheme: "us-alameda@2012",
      draft: document(true),
    });
  const waiting = async () => {
    const id = await draft();
    // Some form sent before may have declared one.
    await db`update conflicts set ended_at = now() where ended_at is null`;
    const sent = await submitVisit(
      db,
      inspector,
      { id, document: document(true), revision: 1 },
      now(),
    );
    if (!sent.ok || sent.state !== "awaiting") throw new Error("It does not wait.");
    return id;
  };
  const published = async () => {
    const id = await waiting();
    const reviewer = await enrol(db, [{ role: "reviewer", at: slug }]);
    const confirmed = await confirmVisit(db, reviewer, { id }, now());
    if (!confirmed.ok) throw new Error(confirmed.reason);
    return id;
  };
  const created = <T>(of: T | undefined): T => {
    if (of === undefined) throw new Error("It was not made.");
    return of;
  };
  return {
    slug,
    authority: async () => String(await authority()),
    draft,
    waiting,
    async site() {
      const [row] = await db<{ publicId: string }[]>`
        select public_id from listings where name = 'Cafe Secretive'`;
      return created(row).publicId;
    },
    published,
    async contested() {
      const id = await published();
      const asked = await askWithdrawal(db, inspector, { id, reason: "Another place" }, now());
      if (!asked.ok) throw new Error(asked.reason);
      return id;
    },
    async photo() {
      const visit = await draft();
      const answer = await uploader.send(`/office/photos/${visit}?item=22`, {
        method: "POST",
        headers: { origin: uploader.url, "content-type": "image/jpeg" },
        body: new Uint8Array(await phonePhoto(64, 48)),
      });
      const { sha256 } = (await answer.json()) as { sha256: string };
      return { visit, sha256 };
    },
    async membership() {
      const { userId } = await enrol(db, [{ role: "inspector", at: slug }]);
      const [row] = await db<{ id: number }[]>`
        select id from memberships where user_id = ${userId}`;
      return String(created(row).id);
    },
    async proposal() {
      await db`delete from scheme_changes where decided_at is null`;
      const made = await proposeScheme(
        db,
        await admin(),
        {
          authorityId: await authority(),
          domain: "food",
          scheme: { id: "uk-fhrs", version: "2018-11" },
          validFrom: `${now().getUTCFullYear() + 1}-07-01`,
        },
        now(),
      );
      if (!made.ok) throw new Error(made.reason);
      return String(made.id);
    },
    async area() {
      const name = randomUUID();
      const input = {
        authorityId: await authority(),
        name,
        localities: ["Testham"],
        postcodes: [],
      };
      await addArea(db, await admin(), input);
      const [row] = await db<{ id: number }[]>`select id from areas where name = ${name}`;
      return String(created(row).id);
    },
    async comment() {
      const text = randomUUID();
      const input = { authorityId: await authority(), schemeId: "us-alameda", itemCode: "22" };
      await addItemComment(db, await admin(), { ...input, language: "en", text });
      const [row] = await db<{ id: number }[]>`select id from item_comments where text = ${text}`;
      return String(created(row).id);
    },
  };
}

/** The same things each time, made once. */
export function heldOnTo(things: Things): Things {
  const kept = new Map<string, unknown>();
  return new Proxy(things, {
    get(target, name: keyof Things) {
      const make = target[name];
      if (typeof make === "string") return make;
      return () => {
        if (!kept.has(name)) kept.set(name, (make as () => unknown)());
        return kept.get(name);
      };
    },
  });
}
