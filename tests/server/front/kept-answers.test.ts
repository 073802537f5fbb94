import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "@/server/front/answer";
import { keepAnswers, keptHeaders } from "@/server/front/kept-answers";
import { startFront, type TestFront } from "@/tests/support/front";

let front: TestFront;
beforeAll(async () => {
  front = await startFront({});
});
afterAll(() => front.stop());

function answer(text: string, lifetimeS = Number.POSITIVE_INFINITY): Answer {
  const headers = { "content-type": "text/plain" };
  return { status: 200, headers, body: Buffer.from(text), footprint: "everything", lifetimeS };
}

test("whoever asks after a publication does not get what was begun before it", async () => {
  const kept = keepAnswers(front.publications, front.readers, 1e6);
  let finishOld = (_: Answer) => {};
  const begun = new Promise<Answer>((resolve) => {
    finishOld = resolve;
  });
  const old = kept.make("k", () => begun);
  await front.publish(null);
  const fresh = kept.make("k", async () => answer("after"));
  expect((await fresh).body.toString()).toBe("after");
  finishOld(answer("before"));
  expect((await old).body.toString()).toBe("before");
  expect(kept.findLast("k")?.body.toString()).toBe("after");
});

test("kept answers stay within their bound of memory, the newest of them", async () => {
  const kept = keepAnswers(front.publications, front.readers, 1e6);
  const text = "x".repeat(50_000);
  for (let i = 0; i < 200; i += 1) await kept.make(`k${i}`, async () => answer(text));
  expect(kept.bytes).toBeLessThanOrEqual(1e6);
  expect(kept.count).toBeGreaterThan(5);
  expect(kept.findFresh("k199")).toBeDefined();
  expect(kept.findLast("k0")).toBeUndefined();
});

test("a making that fails is not kept and the next asker tries again", async () => {
  const kept = keepAnswers(front.publications, front.readers, 1e6);
  const failing = kept.make("k", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect((await kept.make("k", async () => answer("yes"))).body.toString()).toBe("yes");
});

test("what the law takes away is not even a last good answer, nor kept long by others", async () => {
  const kept = keepAnswers(front.publications, front.readers, 1e6);
  await kept.make("notice", async () => ({ ...answer("said", 0), perishable: true }));
  expect(kept.findLast("notice")).toBeUndefined();
  const today = await kept.make("today", async () => ({ ...answer("said"), perishable: true }));
  expect(kept.findLast("today")).toBe(today);
  const told = keptHeaders(today).join(" ");
  expect(told).toContain("max-age=30, stale-while-revalidate=30");
  expect(told).not.toContain("stale-if-error");
});

test("an answer outlives neither its own lifetime nor the day", async () => {
  const kept = keepAnswers(front.publications, front.readers, 1e6);
  const past = await kept.make("past", async () => answer("old", 0));
  expect(kept.findFresh("past")).toBeUndefined();
  expect(kept.findLast("past")).toBe(past);
  const { until } = await kept.make("day", async () => answer("today"));
  expect(new Date(until).toISOString()).toMatch(/T00:00:00.000Z$/);
  expect(until - Date.now()).toBeLessThanOrEqual(86_400_000);
});
