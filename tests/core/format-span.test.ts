import { expect, test } from "vitest";
import { formatSpan } from "@/core/format";

test.each([
  ["2026-03-02", "يوم"],
  ["2026-03-03", "يومين"],
  ["2026-03-04", "3 أيام"],
  ["2026-03-15", "أسبوعين"],
  ["2026-05-01", "شهرين"],
  ["2028-03-01", "سنتين"],
])("to %s a span is in Arabic as it stands after a preposition", (to, words) => {
  expect(formatSpan("ar", "2026-03-01", to)).toBe(words);
});

test("a span is said in the reader's language", () => {
  expect(formatSpan("en", "2026-03-01", "2026-03-03")).toBe("2 days");
  expect(formatSpan("zh", "2026-03-01", "2026-03-03")).toBe("2天");
});
