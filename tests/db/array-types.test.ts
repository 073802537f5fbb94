import { expect, test } from "vitest";
import { connect } from "@/db/client";
import { createDatabase } from "@/tests/support/database";

test("arrays come back as they were sent, whatever is in them", async () => {
  const database = await createDatabase();
  const db = connect(database.url, { max: 1 });
  try {
    const sent = {
      texts: ["", "a,b", 'say "so"', "back\\slash", "null", "{}", "荣成", null],
      none: [] as string[],
      bigints: [1, 2 ** 48, null],
      doubles: [0.5, -1.25],
      dates: ["2026-01-02"],
      documents: [{ a: ['"\\'] }, { b: null }],
      nested: [
        [1, 2],
        [3, 4],
      ],
    };
    const [received] = await db`
      select ${sent.texts}::text[] as texts, ${sent.none}::text[] as none,
        ${sent.bigints}::bigint[] as bigints, ${sent.doubles}::float8[] as doubles,
        ${sent.dates}::date[] as dates, ${sent.documents as never}::jsonb[] as documents,
        ${sent.nested}::int[] as nested`;
    expect(received).toEqual(sent);
    const [others] = await db`
      select array[true, null, false] as booleans, array[1.5, 2] as numerics,
        array['2026-01-02T03:04:05.678Z'::timestamptz] as moments`;
    expect(others).toEqual({
      booleans: [true, null, false],
      numerics: [1.5, 2],
      moments: [new Date("2026-01-02T03:04:05.678Z")],
    });
  } finally {
    await db.end();
    await database.drop();
  }
});
