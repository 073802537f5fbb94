import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPublicId, makePublicId, parsePublicId } from "@/core/public-id";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const anyId = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(makePublicId);

test("an id reads back however it is written", () => {
  fc.assert(
    fc.property(anyId, (id) => {
      expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      expect(parsePublicId(formatPublicId(id))).toBe(id);
      expect(parsePublicId(formatPublicId(id).replaceAll("-", " – "))).toBe(id);
      expect(parsePublicId(` ${id.toLowerCase().replaceAll("0", "o").replaceAll("1", "l")} `)).toBe(
        id,
      );
    }),
  );
});

test("every single wrong character is found", () => {
  fc.assert(
    fc.property(anyId, fc.nat(9), (id, place) => {
      for (const wrong of ALPHABET) {
        const changed = id.slice(0, place) + wrong + id.slice(place + 1);
        expect(parsePublicId(changed)).toBe(wrong === id[place] ? id : null);
      }
    }),
  );
});

test("every swap of two neighbours is found", () => {
  fc.assert(
    fc.property(anyId, fc.nat(8), (id, place) => {
      const [a, b] = [id[place], id[place + 1]];
      const swapped = id.slice(0, place) + b + a + id.slice(place + 2);
      expect(parsePublicId(swapped)).toBe(a === b ? id : null);
    }),
  );
});

test.each(["", "7K3M", "7K3M-9QX2-V", "UUUUUUUUUU", "7K3M-9QX2-VDX", "<script>12"])(
  "%s is no id",
  (text) => {
    expect(parsePublicId(text)).toBeNull();
  },
);
