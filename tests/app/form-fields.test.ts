import fc from "fast-check";
import { expect, test } from "vitest";
import { lineField, noteField } from "@/app/form-fields";
import { personalNumbers } from "@/tests/support/personal-numbers";

test("a line of an official's keeps no number of a natural person", () => {
  fc.assert(
    fc.property(personalNumbers(), ({ number }) => {
      expect(noteField(500).parse(`It names ${number}.`)).not.toContain(number);
    }),
  );
});

test("a note may be left empty, a line has to say something", () => {
  for (const empty of [undefined, "", " \u200b "]) {
    expect(noteField(500).parse(empty)).toBeNull();
    expect(lineField(500).safeParse(empty).success).toBe(false);
  }
  expect(lineField(500).parse(" two\n lines ")).toBe("two lines");
});
