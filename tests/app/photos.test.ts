import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receivePhoto, showPhoto, takePhotoOff } from "@/app/photo-answers";
import { type Actor, ROLES } from "@/core/permissions";
import { PHOTO_BYTES_MAX, PHOTOS_OF_VISIT_MAX, type PhotoCopy } from "@/core/photo";
import { connect, type Db } from "@/db/client";
import { dropUnusedPhoto } from "@/db/commands/drop-photo";
import { dropPhoto } from "@/services/photo-files";
import { createDatabase } from "@/tests/support/database";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { enrol } from "@/tests/support/people";
import { heic, phonePhoto } from "@/tests/support/photos";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const folder = mkdtempSync(path.join(tmpdir(), "placard-photos-"));
let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let visitId: string;
let original: Buffer;
let sha256: string;

beforeAll(async () => {
  process.env.STORAGE_URL = `file:${folder}`;
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2026-01-01", [snapshot(), site("1"), rating("1", "5")]);
  const other = { town: "Elsewhere" };
  await load(db, "2026-01-01", [snapshot(other), site("1"), rating("1", "5")]);
  original = await phonePhoto();
  sha256 = createHash("sha256").update(original).digest("hex");
});

beforeEach(async () => {
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  visitId = await makeDraftVisit(db, inspector, { authority: "testham" });
});

afterAll(async () => {
  await db.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

interface Sending {
  actor?: Actor | null;
  visit?: string;
  query?: string;
  headers?: Record<string, string>;
}

function send(body: Buffer | FormData | string, sending: Sending = {}): Promise<Response> {
  const { actor = inspector, visit = visitId, query = "", headers = {} } = sending;
  const url = `https://board.test/office/photos/${visit}${query}`;
  const bytes = Buffer.isBuffer(body) ? new Uint8Array(body) : body;
  const request = new Request(url, { method: "POST", body: bytes, headers });
  return receivePhoto(db, actor, request, visit);
}

function formOf(bytes: Buffer, name = "photo.jpg"): FormData {
  const form = new FormData();
  form.set("note", "a field before the file");
  form.set("photo", new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
  return form;
}

function show(
  actor: Actor | null,
  copy: PhotoCopy,
  address: { visitId: string; sha256: string } = { visitId, sha256 },
) {
  return showPhoto(db, actor, new Request("https://board.test/"), address, copy);
}

const rows = () => db`
  select item_code, sha256, media_type, bytes, width, height, uploaded_by, removed_at is not null as removed
  from attachments where visit_id = ${visitId} order by uploaded_at`;
const stored = (name: string) => readFileSync(path.join(folder, "photos", name));
const looks = (action: string) => db`
  select allowed, user_id from access_log
  where action = ${action} and subject = ${`photo:${visitId}/${sha256}`} order by id`;

test("a photo sent as it is gets its hash as a receipt, and the original is sealed as it came", async () => {
  const answer = await send(original, { query: "?item=22" });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ sha256 });
  expect(await rows()).toEqual([
    {
      ...{ itemCode: "22", sha256, mediaType: "image/jpeg", bytes: original.length },
      ...{ width: 480, height: 640, uploadedBy: inspector.userId, removed: false },
    },
  ]);
  expect(stored(`${sha256}.original`).equals(original)).toBe(true);
});

test("a photo sent by a form without a script leads back to its page", async () => {
  const headers = { accept: "text/html,*/*" };
  const query = `?back=${encodeURIComponent("/ar/inspect/visit?step=2")}`;
  const answer = await send(formOf(original), { headers, query });
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    "/ar/inspect/visit?step=2",
  ]);
  expect((await rows())[0]).toMatchObject({ itemCode: null, sha256 });
  const refused = await send(formOf(heic()), { headers, query });
  expect(refused.headers.get("location")).toBe("/ar/inspect/visit?step=2&refused=photo.heic");
});

test("nobody is sent back to another site", async () => {
  const headers = { accept: "text/html", referer: "https://evil.test/zh/inspect/x" };
  const query = `?back=${encodeURIComponent("https://evil.test/en/inspect")}`;
  const answer = await send(formOf(original), { headers, query });
  expect(answer.headers.get("location")).toBe("/zh/inspect/x");
});

test("of what is shown nothing tells where, when or with what the photo was taken", async () => {
  await send(original);
  for (const name of [`${sha256}.webp`, `${sha256}.thumb.webp`]) {
    const { exif, xmp, icc } = await sharp(stored(name)).metadata();
    expect({ exif, xmp, icc }).toEqual({});
    expect(stored(name).includes("Pocketphone")).toBe(false);
  }
});

test("the same photo sent again, also at the same moment, is there once", async () => {
  const answers = await Promise.all([send(original), send(formOf(original)), send(original)]);
  for (const answer of answers) expect(await answer.json()).toEqual({ sha256 });
  await send(original);
  expect(await rows()).toHaveLength(1);
});

describe("a photo is refused with a sentence and leaves nothing", () => {
  const large = () => Buffer.alloc(PHOTO_BYTES_MAX + 1, 1);
  test.each<[string, number, string, () => Buffer | FormData | string, Record<string, string>]>([
    ["empty", 422, "empty", () => Buffer.alloc(0), {}],
    ["empty in a form", 422, "empty", () => formOf(Buffer.alloc(0)), {}],
    ["too large", 413, "too-large", large, {}],
    ["too large in a form", 413, "too-large", () => formOf(large()), {}],
    ["HEIC", 422, "heic", () => heic(), {}],
    ["HTML named .jpg", 422, "no-photo", () => formOf(Buffer.from("<html>"), "a.jpg"), {}],
    ["half", 422, "broken", () => original.subarray(0, 9000), {}],
    ["a form without a file", 422, "no-file", () => new FormData(), {}],
    [
      "a form that is none",
      422,
      "no-file",
      () => "--x\r\nhello",
      { "content-type": "multipart/form-data; boundary=x" },
    ],
    [
      "a form without a boundary",
      422,
      "no-file",
      () => "--x\r\nhello",
      { "content-type": "multipart/form-data" },
    ],
  ])("%s", async (_, status, reason, make, headers) => {
    const before = readdirSync(path.join(folder, "photos"));
    const answer = await send(make(), { headers });
    const problem = await answer.json();
    expect([answer.status, problem.type]).toEqual([status, `urn:placard:photo:${reason}`]);
    expect(problem.detail).toMatch(/^[A-Z].*\.$/);
    expect(await rows()).toHaveLength(0);
    expect(readdirSync(path.join(folder, "photos"))).toEqual(before);
  });

  test("in the language of the page", async () => {
    const headers = { referer: "https://board.test/zh/inspect/x" };
    const { detail } = await (await send(heic(), { headers })).json();
    expect(detail).toContain("兼容性最佳");
  });

  test("beyond fifty, and at fifty a repeat is still a receipt", async () => {
    await db`
      insert into attachments (visit_id, sha256, media_type, bytes, width, height, uploaded_by)
      select ${visitId}, lpad(to_hex(n), 64, '0'), 'image/jpeg', 1, 1, 1, ${inspector.userId}
      from generate_series(2, ${PHOTOS_OF_VISIT_MAX}) n`;
    expect((await send(original)).status).toBe(201);
    const answer = await send(await phonePhoto(64, 48, 5));
    expect((await answer.json()).type).toBe("urn:placard:photo:too-many");
    expect((await send(original)).status).toBe(201);
    expect(await rows()).toHaveLength(PHOTOS_OF_VISIT_MAX);
  });

  test("once the visit is submitted, or while the photo is being stored", async () => {
    await db`update visits set state = 'withdrawn' where id = ${visitId}`;
    const answer = await send(original);
    expect([answer.status, (await answer.json()).type]).toEqual([
      409,
      "urn:placard:photo:not-draft",
    ]);
  });
});

describe("who may not", () => {
  test.each(ROLES.filter((role) => role !== "inspector" && role !== "representative"))(
    "a %s of the authority cannot add to or take from a draft",
    async (role) => {
      const actor = await enrol(db, [{ role, at: "testham" }]);
      expect((await send(original, { actor })).status).toBe(403);
      await send(original);
      const request = new Request("https://board.test/", { method: "DELETE" });
      expect((await takePhotoOff(db, actor, request, { visitId, sha256 })).status).toBe(403);
      expect(await rows()).toHaveLength(1);
    },
  );

  test("another inspector, one elsewhere, one whose role has ended and nobody get one answer, and as for a visit that is not there", async () => {
    const ended = await enrol(db, [{ role: "inspector", at: "testham" }]);
    const endedVisit = await makeDraftVisit(db, ended, { authority: "testham" });
    await db`update memberships set ended_at = now() where user_id = ${ended.userId}`;
    const answers = [
      await send(original, { actor: await enrol(db, [{ role: "inspector", at: "testham" }]) }),
      await send(original, { actor: await enrol(db, [{ role: "inspector", at: "elsewhere" }]) }),
      await send(original, { actor: ended, visit: endedVisit }),
      await send(original, { actor: null }),
      await send(original, { visit: randomUUID() }),
      await send(original, { visit: "not-an-id" }),
    ];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    for (const answer of answers) expect(answer.status).toBe(403);
    expect(JSON.parse(bodies[0] ?? "").detail).toMatch(/^There is no such photo/);
    expect(await rows()).toHaveLength(0);
    const [logged] = await db`
      select count(*) as refused from access_log
      where action = 'record-visit' and subject = ${`visit:${visitId}`} and not allowed`;
    expect(logged?.refused).toBe(2);
  });

  test.each(["full", "thumb", "original"] as const)(
    "officials of the authority see its %s, and nobody else does",
    async (copy) => {
      await send(original);
      for (const role of [...ROLES.filter((one) => one !== "representative"), null]) {
        const may = ["inspector", "reviewer", "authority-admin", "auditor"].includes(role ?? "");
        const at = (slug: string) => enrol(db, role ? [{ role, at: slug }] : []);
        const own = await show(await at("testham"), copy);
        expect([role, own.status]).toEqual([role, may ? 200 : 403]);
        await own.body?.cancel();
        const far = await show(await at("elsewhere"), copy);
        expect([role, far.status]).toEqual([role, 403]);
      }
      const none = await show(null, copy);
      const absent = await show(inspector, copy, { visitId, sha256: "0".repeat(64) });
      const unknown = await show(inspector, copy, { visitId: "x", sha256: "../../etc/passwd" });
      const said = await Promise.all([none, absent, unknown].map((answer) => answer.text()));
      expect(new Set(said).size).toBe(1);
      expect([none.status, absent.status, unknown.status]).toEqual([403, 403, 403]);
    },
  );
});

test("each look at an original is written down, with who looked; so is each refusal", async () => {
  await send(original);
  const stranger = await enrol(db, [{ role: "inspector", at: "elsewhere" }]);
  const answer = await show(inspector, "original");
  expect(Buffer.from(await answer.arrayBuffer()).equals(original)).toBe(true);
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="[0-9a-f]{12}\.jpeg"$/,
  );
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  await show(stranger, "original");
  expect(await looks("read-original-photo")).toEqual([
    { allowed: true, userId: inspector.userId },
    { allowed: false, userId: stranger.userId },
  ]);
});

describe("a photo taken off its draft", () => {
  const takeOff = (headers = {}) =>
    takePhotoOff(db, inspector, new Request("https://board.test/", { method: "POST", headers }), {
      visitId,
      sha256,
    });

  test("is not shown any more, also when taken off twice, and may be sent again", async () => {
    await send(original);
    expect((await takeOff()).status).toBe(200);
    expect((await takeOff({ accept: "text/html" })).headers.get("location")).toBe("/en/inspect");
    expect((await show(inspector, "full")).status).toBe(403);
    await send(original);
    expect((await rows()).map((row) => row.removed)).toEqual([true, false]);
    const shown = await show(inspector, "full");
    expect(shown.status).toBe(200);
    await shown.body?.cancel();
  });

  test("loses its files only where no other visit has it", async () => {
    const other = await makeDraftVisit(db, inspector, { authority: "testham" });
    await send(original);
    await send(original, { visit: other });
    await db`update attachments set removed_at = now() where visit_id not in (${visitId}, ${other})`;
    await takeOff();
    await dropUnusedPhoto(db, sha256, () => dropPhoto(sha256));
    expect(stored(`${sha256}.original`).equals(original)).toBe(true);
    await takePhotoOff(db, inspector, new Request("https://board.test/"), {
      visitId: other,
      sha256,
    });
    const queued = await db`select from graphile_worker.jobs where key = ${`drop-photo:${sha256}`}`;
    expect(queued).toHaveLength(1);
    await dropUnusedPhoto(db, sha256, () => dropPhoto(sha256));
    expect(
      readdirSync(path.join(folder, "photos")).filter((name) => name.startsWith(sha256)),
    ).toEqual([]);
  });
});
