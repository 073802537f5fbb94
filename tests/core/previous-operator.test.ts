import { describe, expect, test } from "vitest";
import { isOfPreviousOperator, type Operated, takenOverOn } from "@/core/previous-operator";

const ran = (entityId: number, from: string, until: string | null = null): Operated => ({
  entityId,
  from,
  until,
});

describe("when the present operator took a site over", () => {
  test.each<[string, Operated[], string | null]>([
    ["nobody is known", [], null],
    ["one has always run it", [ran(1, "2020-01-01")], null],
    ["the last one left and nobody followed", [ran(1, "2020-01-01", "2021-01-01")], null],
    ["another followed", [ran(1, "2020-01-01", "2021-01-01"), ran(2, "2021-01-01")], "2021-01-01"],
    [
      "another followed later",
      [ran(1, "2020-01-01", "2021-01-01"), ran(2, "2021-06-01")],
      "2021-06-01",
    ],
    [
      "the same one was not named for a while",
      [ran(1, "2020-01-01", "2021-01-01"), ran(1, "2021-06-01")],
      null,
    ],
    [
      "one came, was not named for a while and came back",
      [
        ran(1, "2019-01-01", "2020-01-01"),
        ran(2, "2020-01-01", "2021-01-01"),
        ran(2, "2021-06-01"),
      ],
      "2020-01-01",
    ],
    [
      "the first came back",
      [
        ran(1, "2019-01-01", "2020-01-01"),
        ran(2, "2020-01-01", "2021-01-01"),
        ran(1, "2021-01-01"),
      ],
      "2021-01-01",
    ],
  ])("%s", (_, operators, day) => {
    expect(takenOverOn(operators)).toBe(day);
    expect(takenOverOn(operators.toReversed())).toBe(day);
  });
});

test("a result of the day of taking over is the new operator's, the day before it is not", () => {
  expect(isOfPreviousOperator("2021-01-01", "2021-01-01")).toBe(false);
  expect(isOfPreviousOperator("2020-12-31", "2021-01-01")).toBe(true);
  expect(isOfPreviousOperator("1999-01-01", null)).toBe(false);
});
