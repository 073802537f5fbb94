import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { emptyDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { readPdf } from "@/tests/support/pdf-pages";
import { makeOfficial } from "@/tests/support/people";
import { phonePhoto } from "@/tests/support/photos";
import { request } from "@/tests/support/raw-request";
import { startServer, type TestServer } from "@/tests/support/server";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import { WebClient } from "@/tests/support/web-client";

const AUTHORITY = "demo-tallinn";
let db: Db;
let town: TestServer;
let folder: string;
let client: WebClient;
let visitId: string;

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  folder = mkdtempSync(path.join(tmpdir(), "placard-e2e-files-"));
  town = await startServer(inject("databaseUrl"), { STORAGE_URL: `file:${folder}` });
  const { id, email } = await makeOfficial(db, "inspector", AUTHORITY);
  const actor = { userId: id, memberships: [] };
  const [used] = await db<{ scheme: string }[]>`
    select scheme_id || '@' || scheme_version as scheme from authority_schemes
    join authorities on authorities.id = authority_id
    where slug = ${AUTHORITY} and valid_to is null limit 1`;
  visitId = await makeDraftVisit(db, actor, {
    authority: AUTHORITY,
    scheme: used?.scheme ?? "",
    draft: emptyDraft("routine", "2026-03-03"),
  });
  client = new WebClient(town.url);
  await signInWithApp(client, email);
});

afterAll(async () => {
  await town?.stop();
  await db?.end();
  rmSync(folder, { recursive: true, force: true });
});

const ours = () => ({ origin: town.url, "sec-fetch-site": "same-origin" });

test("a photo goes from a phone to the storage and back, without where it was taken", async () => {
  const original = await phonePhoto(3000, 2000);
  const sha256 = createHash("sha256").update(original).digest("hex");
  const sent = await client.send(`/office/photos/${visitId}`, {
    method: "POST",
    headers: { ...ours(), "content-type": "image/jpeg" },
    body: new Uint8Array(original),
  });
  expect([sent.status, await sent.json()]).toEqual([201, { sha256 }]);
  expect(readFileSync(path.join(folder, "photos", `${sha256}.original`)).equals(original)).toBe(
    true,
  );
  const shown = await client.get(`/office/photos/${visitId}/${sha256}?size=thumb`);
  expect(shown.headers.get("content-type")).toBe("image/webp");
  expect(shown.headers.get("cache-control")).toBe("private, no-store");
  const copy = Buffer.from(await shown.arrayBuffer());
  expect(copy.includes("EXIF")).toBe(false);
  const sealed = await client.get(`/office/photos/${visitId}/${sha256}/original`);
  expect(Buffer.from(await sealed.arrayBuffer()).equals(original)).toBe(true);
});

test("a form without a script sends one too, and leads back", async () => {
  const form = new FormData();
  form.set("photo", new File([new Uint8Array(await phonePhoto())], "IMG.jpg"));
  // As bytes: a stream would come without the length that every browser tells.
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  const bytes = new Uint8Array(await encoded.arrayBuffer());
  const sent = await client.send(`/office/photos/${visitId}?back=/zh/inspect`, {
    method: "POST",
    headers: { ...ours(), accept: "text/html", "content-type": type },
    body: bytes,
  });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/zh/inspect"]);
});

test("nobody, and no other site's page, gets anything in or out", async () => {
  const nobody = new WebClient(town.url);
  const bytes = new Uint8Array(await phonePhoto());
  const send = { method: "POST", body: bytes };
  for (const answer of [
    await nobody.send(`/office/photos/${visitId}`, { ...send, headers: ours() }),
    await client.send(`/office/photos/${visitId}`, {
      ...send,
      headers: { origin: "https://evil.test" },
    }),
    await nobody.get(`/office/photos/${visitId}/${"0".repeat(64)}`),
    await nobody.get(`/office/photos/${visitId}/${"0".repeat(64)}/original`),
    await nobody.get(`/office/reports/${visitId}`),
  ]) {
    expect([answer.url, answer.status]).toEqual([answer.url, 403]);
  }
});

test("a body that claims to be larger than a photo may be is refused before it is sent", async () => {
  const headers = { ...ours(), "content-length": "99999999" };
  const answer = await request(`${town.url}/office/photos/${visitId}`, headers, "POST");
  expect(answer.status).toBe(413);
});

test("the report is drawn beside the server, in the language asked for", async () => {
  const answer = await client.get(`/office/reports/${visitId}?locale=ar`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const pages = await readPdf(Buffer.from(await answer.arrayBuffer()));
  expect(pages[0]?.text.normalize("NFKD").replace(/\p{M}/gu, "")).toContain("تقرير");
});
