import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendReport, showReport } from "@/app/report-answers";
import { type Actor, ROLES } from "@/core/permissions";
import { draftInputs } from "@/core/visit-findings";
import { connect, type Db } from "@/db/client";
import { REPORT_MAILS_MAX } from "@/db/commands/mail-report";
import { openReport } from "@/db/commands/open-report";
import { startJobs } from "@/server/jobs/run-jobs";
import { createDatabase } from "@/tests/support/database";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { startMailServer } from "@/tests/support/mail-server";
import { readPdf } from "@/tests/support/pdf-pages";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { draftWith, readScheme } from "@/tests/support/visit-reports";

const SCHEME = readScheme("us-alameda@2012");
const NAME = "Kohvik Lepp";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
let visitId: string;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  const us = { scheme: "us-alameda@2012" };
  await load(db, "2026-01-01", [snapshot(us), site("1", { name: NAME }), rating("1", "G")]);
  await load(db, "2026-01-01", [snapshot({ town: "Elsewhere" }), site("1"), rating("1", "5")]);
});

beforeEach(async () => {
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const draft = draftWith(SCHEME, 3, "The fridge door does not close.");
  visitId = await makeDraftVisit(db, inspector, {
    authority: "testham",
    scheme: "us-alameda@2012",
    draft,
  });
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

const show = (actor: Actor | null, id = visitId, locale = "en") =>
  showReport(db, actor, new Request(`https://board.test/?locale=${locale}`), id);

function send(actor: Actor | null, fields: Record<string, string>, id = visitId) {
  const body = new URLSearchParams(fields);
  return sendReport(db, actor, new Request("https://board.test/", { method: "POST", body }), id);
}

/** The visit as it waits for its second person, who has decided nothing. */
async function submitted() {
  await db`
    update visits set visited_on = '2026-03-03', submitted_at = now(),
      inputs = ${db.json(draftInputs(draftWith(SCHEME, 3, ""), SCHEME))},
      outcome = 'red', standing = 'red', state = 'submitted'
    where id = ${visitId}`;
  await db`update visits set state = 'awaiting' where id = ${visitId}`;
}

const queued = () => db`select recipient, locale, subject from mails where report_of = ${visitId}`;

test("an official gets the report of a visit as a PDF, in the language asked for", async () => {
  const answer = await show(inspector);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const pages = await readPdf(Buffer.from(await answer.arrayBuffer()));
  const text = pages.map((page) => page.text).join("\n");
  for (const fact of [
    NAME,
    "Testham",
    "3 March 2026",
    "The fridge door does not close.",
    "Preliminary",
  ]) {
    expect(text).toContain(fact);
  }
  expect(text).toMatch(/Its checksum \(SHA-256\):\s+[0-9a-f]{64}/);
  const chinese = await readPdf(
    Buffer.from(await (await show(inspector, visitId, "zh")).arrayBuffer()),
  );
  expect(chinese[0]?.text).toContain("检查报告");
});

test("only who may read visits of the authority gets it; all others, and where there is none, one refusal", async () => {
  for (const role of ROLES.filter((one) => one !== "representative")) {
    const may = ["inspector", "reviewer", "authority-admin", "auditor"].includes(role);
    const own = await show(await enrol(db, [{ role: role, at: "testham" }]));
    expect([role, own.status]).toEqual([role, may ? 200 : 403]);
    const far = await show(await enrol(db, [{ role: role, at: "elsewhere" }]));
    expect([role, far.status]).toEqual([role, 403]);
  }
  const refused = await Promise.all([
    show(null),
    show(inspector, randomUUID()),
    show(inspector, "x"),
  ]);
  const bodies = await Promise.all(refused.map((answer) => answer.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
});

test("a result that waits for its second person says when the place is visited again", async () => {
  const followUpOn = async () =>
    (await openReport(db, inspector, visitId, { base: "", locale: "en" }))?.followUpOn;
  expect(await followUpOn()).toBe("2026-03-03");
  await submitted();
  expect(await followUpOn()).toBe("2026-03-03");
  await db`update visits set state = 'withdrawn' where id = ${visitId}`;
  expect(await followUpOn()).toBeNull();
});

test("each reading of a report is written down", async () => {
  await show(inspector);
  await show(await enrol(db, [{ role: "inspector", at: "elsewhere" }]));
  const looks = await db`
    select allowed from access_log where subject = ${`report:${visitId}`} order by id`;
  expect(looks.map(({ allowed }) => allowed)).toEqual([true, false]);
});

describe("a mailed report", () => {
  beforeEach(async () => {
    await submitted();
  });

  test("arrives with the PDF in it, in its own language", async () => {
    const answer = await send(inspector, {
      to: "owner@example.org",
      locale: "ar",
      back: "/ar/inspect/x?y=1",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "/ar/inspect/x?y=1&done=mailed",
    ]);
    const server = await startMailServer();
    const jobs = await startJobs({
      ...{ url: database.url, storageUrl: undefined, baseUrl: "https://board.example" },
      ...{ mail: { url: server.url, from: "no-reply@board.example" }, log: () => {} },
    });
    await expect.poll(() => server.received.length, { timeout: 30_000, interval: 50 }).toBe(1);
    await jobs.stop();
    const [mail] = server.received;
    expect(mail?.subject).toMatch(/^تقرير تفتيش: .*Kohvik Lepp/);
    expect(mail?.text).toContain("/ar/sites/");
    expect(mail?.attachments).toHaveLength(1);
    expect(mail?.attachments[0]?.filename).toMatch(/-2026-03-03\.pdf$/);
    const pages = await readPdf(mail?.attachments[0]?.content as Buffer);
    expect(pages[0]?.text).toContain(NAME);
    await server.stop();
  });

  test.each(["", "nobody", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example"])(
    "to %j is refused",
    async (to) => {
      const answer = await send(inspector, { to });
      expect(answer.status).toBe(422);
      expect((await answer.json()).detail).toMatch(/^This is no e-mail address/);
      expect(await queued()).toHaveLength(0);
    },
  );

  test("goes to nobody for who may not mail it", async () => {
    const fields = { to: "owner@example.org" };
    const auditor = await enrol(db, [{ role: "auditor", at: "testham" }]);
    const elsewhere = await enrol(db, [{ role: "inspector", at: "elsewhere" }]);
    for (const actor of [auditor, elsewhere, null]) {
      expect((await send(actor, fields)).status).toBe(403);
    }
    expect((await send(inspector, fields, randomUUID())).status).toBe(403);
    expect(await queued()).toHaveLength(0);
  });

  test("may come from a reviewer, and who sent it is written down", async () => {
    const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
    expect((await send(reviewer, { to: "owner@example.org" })).status).toBe(202);
    const acts = await db`
      select user_id, allowed from access_log
      where action = 'mail-report' and subject = ${`visit:${visitId}`}`;
    expect([...acts]).toEqual([{ userId: reviewer.userId, allowed: true }]);
  });

  test("is of a visit that is submitted and stands", async () => {
    for (const state of ["draft", "withdrawn"]) {
      await db`update visits set state = ${state} where id = ${visitId}`;
      const answer = await send(inspector, { to: "owner@example.org" });
      expect([state, answer.status]).toEqual([state, 422]);
      expect((await answer.json()).detail).toMatch(/not submitted, or no longer stands/);
    }
    expect(await queued()).toHaveLength(0);
  });

  test("goes out ten times at most", async () => {
    for (let i = 0; i < REPORT_MAILS_MAX; i += 1) {
      expect((await send(inspector, { to: `owner${i}@example.org` })).status).toBe(202);
    }
    const answer = await send(inspector, { to: "owner@example.org" });
    expect((await answer.json()).detail).toMatch(/10 times/);
    expect(await queued()).toHaveLength(REPORT_MAILS_MAX);
  });

  test("leads nobody to another site", async () => {
    const answer = await send(inspector, {
      to: "owner@example.org",
      back: "https://evil.test/en/inspect",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([202, null]);
  });
});
