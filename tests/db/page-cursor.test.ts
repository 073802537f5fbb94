import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBoardQuery, SORTS } from "@/core/board-query";
import { boardScope, readCursor, writeCursor } from "@/db/queries/page-cursor";

const scopeOf = (text: string) => boardScope(parseBoardQuery(new URLSearchParams(text)).query);
const places = {
  name: fc.string().filter((key) => !key.includes("\0")),
  relevance: fc.string().filter((key) => !key.includes("\0")),
  distance: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  date: fc.constantFrom("2020-01-31", "-infinity"),
};

test.each(SORTS)("a cursor sorted by %s reads back in its own query and in no other", (sort) => {
  const scope = scopeOf(`q=door&near=51,0&sort=${sort}`);
  const siteId = fc.nat();
  fc.assert(
    fc.property(places[sort] as fc.Arbitrary<string | number>, siteId, (key, siteId) => {
      const cursor = writeCursor(scope, { key, siteId });
      expect(readCursor(scope, cursor)).toEqual({ key: key === 0 ? 0 : key, siteId });
      for (const other of SORTS.filter((one) => one !== sort)) {
        expect(readCursor(scopeOf(`q=door&near=51,0&sort=${other}`), cursor)).toBeNull();
      }
      expect(readCursor(scopeOf(`q=gate&near=51,0&sort=${sort}`), cursor)).toBeNull();
    }),
  );
});

test("what is no cursor reads as none", () => {
  const scope = scopeOf("");
  const made = (text: string) => Buffer.from(text).toString("base64url");
  const garbage = fc.oneof(fc.string(), fc.json().map(made), fc.string().map(made));
  fc.assert(
    fc.property(garbage, (text) => {
      expect(readCursor(scope, text)).toBeNull();
    }),
  );
});
