import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NewMail } from "@/core/mail";
import { connect, type Db } from "@/db/client";
import { queueMail } from "@/db/commands/queue-mail";
import { startJobs } from "@/server/jobs/run-jobs";
import { createDatabase } from "@/tests/support/database";
import { startMailServer, type TestMailServer } from "@/tests/support/mail-server";

const SOON = { timeout: 30_000, interval: 50 };
const MAIL: NewMail = { to: "owner@example.org", locale: "en", subject: "A", text: "B" };

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let server: TestMailServer | null = null;
let jobs: Awaited<ReturnType<typeof startJobs>> | null = null;
let log: [message: string, details: Readonly<Record<string, unknown>>][] = [];

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 3 });
  log = [];
});

afterEach(async () => {
  await jobs?.stop();
  await server?.stop();
  [jobs, server] = [null, null];
  await db.end();
  await database.drop();
});

const queue = (changes: Partial<NewMail> = {}) =>
  db.begin((tx) => queueMail(tx, { ...MAIL, ...changes }));

async function work(url: string | null) {
  jobs = await startJobs({
    url: database.url,
    storageUrl: undefined,
    baseUrl: "https://board.example",
    mail: url === null ? null : { url, from: "Placard <no-reply@board.example>" },
    log: (_, message, details) => log.push([message, details]),
  });
}

async function stateOf(id: string) {
  const [row] = await db`
    select sent_at is not null as sent, given_up_at is not null as given_up, tries, last_error
    from mails where id = ${id}`;
  return row;
}

/** What waits for another attempt is tried at once. */
async function runNow() {
  await db`
    select graphile_worker.reschedule_jobs(array_agg(id), run_at := now())
    from graphile_worker.jobs where task_identifier = 'send-mail' and locked_by is null`;
}

async function jobsLeft(): Promise<number> {
  return (await db`select from graphile_worker.jobs where task_identifier = 'send-mail'`).count;
}

test("a mail is sent once, with its words, its sender and a name of its own", async () => {
  server = await startMailServer();
  const id = await queue({ subject: "Result of the visit", text: "First line.\n\nSecond line." });
  await work(server.url);
  await expect.poll(() => stateOf(id), SOON).toMatchObject({ sent: true, tries: 1 });
  await expect.poll(jobsLeft, SOON).toBe(0);
  expect(server.received).toHaveLength(1);
  const [mail] = server.received;
  expect(mail?.subject).toBe("Result of the visit");
  expect(mail?.text?.trimEnd()).toBe("First line.\n\nSecond line.");
  expect(mail?.from?.text).toBe('"Placard" <no-reply@board.example>');
  expect(mail?.to).toMatchObject({ text: "owner@example.org" });
  expect(mail?.messageId).toMatch(new RegExp(`^<${id}@`));
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
});

test.each([
  ["ar", "نتيجة زيارة التفتيش لمطعم النور (فرع ٣)", "السلام عليكم،\n\nأُعيد فتح المكان يوم ٣ مارس."],
  ["zh", "荣成海鲜馆检查结果", "您好：\n\n检查已完成，结果为“优”。"],
] as const)("a mail in %s arrives as it was written", async (locale, subject, text) => {
  server = await startMailServer();
  const id = await queue({ locale, subject, text });
  await work(server.url);
  await expect.poll(() => stateOf(id), SOON).toMatchObject({ sent: true });
  expect(server.received[0]?.subject).toBe(subject);
  expect(server.received[0]?.text?.trimEnd()).toBe(text);
  expect(server.received[0]?.headers.get("content-language")).toBe(locale);
});

test("a mail is queued with what calls for it, or not at all", async () => {
  await expect(
    db.begin(async (tx) => {
      await queueMail(tx, MAIL);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect((await db`select from mails`).count).toBe(0);
  expect(await jobsLeft()).toBe(0);
});

test("while the mail server is down nothing is lost, and each mail is sent once it is back", async () => {
  const first = await startMailServer();
  await first.stop();
  const ids = [await queue(), await queue()];
  await work(first.url);
  for (const id of ids) {
    await expect
      .poll(() => stateOf(id), SOON)
      .toMatchObject({ sent: false, givenUp: false, tries: 1 });
  }
  const waiting = await db`
    select from graphile_worker.jobs
    where task_identifier = 'send-mail' and run_at > now() and attempts = 1`;
  await expect.poll(jobsLeft, SOON).toBe(2);
  expect(waiting.count).toBeLessThanOrEqual(2);
  server = await startMailServer(first.port);
  await expect
    .poll(async () => {
      await runNow();
      return (await db`select from mails where sent_at is not null`).count;
    }, SOON)
    .toBe(2);
  expect(new Set(server.received.map((mail) => mail.messageId)).size).toBe(2);
  expect(server.received).toHaveLength(2);
});

test("a server that is busy is asked again", async () => {
  server = await startMailServer();
  const id = await queue({ to: "owner@busy.example" });
  await work(server.url);
  await expect.poll(() => stateOf(id), SOON).toMatchObject({ sent: false, givenUp: false });
  await expect.poll(async () => (await stateOf(id))?.lastError, SOON).toMatch("Try again later");
  expect(await jobsLeft()).toBe(1);
});

test("an address that the server refuses for good is given up, and that is visible", async () => {
  server = await startMailServer();
  const id = await queue({ to: "nobody@refused.example" });
  await work(server.url);
  await expect
    .poll(() => stateOf(id), SOON)
    .toMatchObject({ sent: false, givenUp: true, tries: 1 });
  expect((await stateOf(id))?.lastError).toMatch("No such mailbox");
  await expect.poll(jobsLeft, SOON).toBe(0);
  expect(log.map(([message]) => message)).toContain("A mail cannot be sent and is given up.");
  expect(JSON.stringify(log)).not.toContain("nobody@");
});

test("a mail that could not be sent for days is given up at its next failure", async () => {
  const gone = await startMailServer();
  await gone.stop();
  const id = await queue();
  await db`update mails set queued_at = now() - interval '4 days' where id = ${id}`;
  await work(gone.url);
  await expect.poll(() => stateOf(id), SOON).toMatchObject({ sent: false, givenUp: true });
});

test("without a mail server mails wait, the log says so, and nothing fails", async () => {
  const id = await queue();
  await work(null);
  await expect
    .poll(() => log.find(([message]) => message.includes("SMTP_URL"))?.[1], SOON)
    .toEqual({ mail: id });
  await expect.poll(jobsLeft, SOON).toBe(0);
  expect(await stateOf(id)).toMatchObject({ sent: false, givenUp: false, tries: 0 });
});

test("mails that waited for a mail server are sent when there is one", async () => {
  await queue();
  await db`delete from graphile_worker._private_jobs`;
  server = await startMailServer();
  await work(server.url);
  await expect.poll(() => server?.received.length, SOON).toBe(1);
});

test("a mail that was sent before its worker was killed is recognisable when sent again", async () => {
  server = await startMailServer();
  const id = await queue();
  await work(server.url);
  await expect.poll(() => stateOf(id), SOON).toMatchObject({ sent: true });
  // As after a kill between sending and writing: the transaction is undone.
  await db`update mails set sent_at = null, tries = 0 where id = ${id}`;
  await db.begin(
    (tx) => tx`select graphile_worker.add_job('send-mail', ${db.json({ mail: id })}::json)`,
  );
  await vi.waitFor(() => expect(server?.received).toHaveLength(2), SOON);
  const [one, two] = server.received;
  expect(two?.messageId).toBe(one?.messageId);
  expect(two?.date).toEqual(one?.date);
});

test.each([
  ["a line end in the recipient", { to: "a@example.org\r\nBcc: b@example.org" }],
  ["several recipients", { to: "a@example.org, b@example.org" }],
  ["a recipient with a name", { to: "A <a@example.org>" }],
  ["a line end in the subject", { subject: "Result\r\nBcc: b@example.org" }],
  ["a line separator in the subject", { subject: "Result\u2028Bcc: b@example.org" }],
  ["no subject", { subject: " " }],
])("%s is refused before anything is queued", async (_, changes) => {
  await expect(queue(changes)).rejects.toThrow();
  expect((await db`select from mails`).count).toBe(0);
});
