import { expect, test } from "vitest";
import { shareNext } from "@/db/revision";

/** A question that is answered by hand, in the order in which it was put. */
function question() {
  const answers: ((answer: number) => void)[] = [];
  return { answers, ask: () => new Promise<number>((resolve) => answers.push(resolve)) };
}

test("who asks while a question is out waits for the next one, and all of them for the same", async () => {
  const { answers, ask } = question();
  const share = shareNext(ask);
  const first = share();
  const later = [share(), share(), share()];
  expect(answers).toHaveLength(1);
  answers[0]?.(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(answers).toHaveLength(2);
  answers[1]?.(2);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
});

test("a question that fails fails for its askers only", async () => {
  const faults = [new Error("away")];
  const share = shareNext(async () => {
    const fault = faults.pop();
    if (fault) throw fault;
    return "answer";
  });
  const first = share();
  const second = share();
  await expect(first).rejects.toThrow("away");
  expect(await second).toBe("answer");
});
