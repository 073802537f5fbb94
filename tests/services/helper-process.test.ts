import { expect, test } from "vitest";
import { HelperEnded, helperProcess } from "@/services/helper-process";

test("a helper answers, fails and dies over single orders, and knows none of our secrets", async () => {
  process.env.PLACARD_SECRET = "a secret";
  const ask = helperProcess<string, string>("tests/support/odd-helper.ts");
  const outcomes = await Promise.allSettled(["one", "fail", "two", "die", "three"].map(ask));
  const said = outcomes.map((outcome) =>
    outcome.status === "fulfilled" ? outcome.value : outcome.reason,
  );
  expect([said[0], said[2], said[4]]).toEqual(
    ["one", "two", "three"].map((order) => `${order} without secrets`),
  );
  expect(said[1].message).toContain("as told");
  expect(said[1]).not.toBeInstanceOf(HelperEnded);
  expect(said[3]).toBeInstanceOf(HelperEnded);
});
