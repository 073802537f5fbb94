import { expect, test } from "vitest";
import { describeProgress } from "@/server/progress";

test("progress tells share, rows, rate and the time that remains", () => {
  const line = describeProgress("Camden", { bytes: 400, total: 1000, rows: 12_400, seconds: 8 });
  expect(line).toBe("Camden: 40 %, 12,400 rows, 1,550 rows/s, 12 s left");
});

test("where the size is not known it tells no share and promises no time", () => {
  const line = describeProgress("x", { bytes: 400, total: null, rows: 10, seconds: 0 });
  expect(line).toBe("x: 10 rows, 10,000 rows/s");
});
