import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { decideTaxBatch } from "@/db/commands/tax/decide-tax-batch";
import { lookAtTaxBatch } from "@/db/commands/tax/look-at-tax-batch";
import { enrol } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  registerCode,
} from "@/tests/support/tax-feed";
import {
  everything,
  listed,
  makeOffice,
  openTaxDatabase,
  rowsFrom,
} from "@/tests/support/tax-offices";

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTaxDatabase());
});
afterAll(() => close());

describe("an implausible delivery", () => {
  async function held(kind: "red" | "withdrawn") {
    const { id, slug, base } = await makeOffice(db);
    await deliverText(db, id, feedCsv(rowsFrom(base, 100, () => ({ as_of: "2026-02-01" }))));
    const before = await everything(db);
    const bad = kind === "red" ? IN_ARREARS : { legal_basis: "" };
    const next = rowsFrom(base, 100, (i) => ({ as_of: "2026-02-04", ...(i < 6 ? bad : {}) }));
    const result = await deliverText(db, id, feedCsv(next));
    expect(result).toMatchObject({ ok: true, state: "held", listed: 0 });
    if (!result.ok) throw new Error("It was refused.");
    return { id, slug, base, batch: result.id, before, text: feedCsv(next), result };
  }

  test.each(["red", "withdrawn"] as const)("waits: more than 5 % %s", async (kind) => {
    const { before, result } = await held(kind);
    expect(result).toMatchObject({ doubt: { kind, count: 6, known: 100 }, reason: null });
    const { tax_batches: _, tax_held_rows: __, ...after } = await everything(db);
    const { tax_batches: ___, tax_held_rows: ____, ...same } = before;
    expect(after).toEqual(same);
  });

  test("exactly 5 % do not", async () => {
    const { id, base } = await makeOffice(db);
    await deliverText(db, id, feedCsv(rowsFrom(base, 100, () => ({}))));
    const next = rowsFrom(base, 5, () => ({ as_of: "2026-02-01", ...IN_ARREARS }));
    expect(await deliverText(db, id, feedCsv(next))).toMatchObject({ state: "applied" });
  });

  test("counts once a second person has released it, and its rows are gone", async () => {
    const { slug, base, batch, id, text } = await held("red");
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    const decided = await decideTaxBatch(db, officer, { id: batch, released: true, reason: null });
    expect(decided).toMatchObject({ ok: true, listed: 100 });
    const [red] = await db`
      select count(*)::int as red from tax_standings
      where authority_id = ${id} and superseded_by is null and standing = 'red'`;
    expect(red).toEqual({ red: 6 });
    expect(await db`select from tax_held_rows where batch_id = ${batch}`).toHaveLength(0);
    expect(await deliverText(db, id, text)).toMatchObject({ repeated: true, state: "applied" });
    expect(await decideTaxBatch(db, officer, { id: batch, released: true, reason: null })).toEqual({
      ok: false,
      reason: "batch-decided",
    });
    expect((await listed(db, base))?.taxAsOf).toBe("2026-02-04");
  });

  test("once refused stays refused, also when it is sent again", async () => {
    const { slug, batch, before, id, text } = await held("red");
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    const refuse = (reason: string | null) =>
      decideTaxBatch(db, officer, { id: batch, released: false, reason });
    expect(await refuse(null)).toEqual({ ok: false, reason: "no-reason" });
    expect(await refuse("A wrong extract")).toMatchObject({ ok: true });
    expect(await deliverText(db, id, text)).toMatchObject({
      ...{ repeated: true, state: "refused", reason: "A wrong extract" },
      // What was said of it does not take the place of why it was held.
      doubt: { kind: "red", count: 6, known: 100 },
    });
    const { tax_batches: _, ...after } = await everything(db);
    const { tax_batches: __, ...same } = before;
    expect(after).toEqual(same);
  });

  test("is decided by no one but another officer of that authority", async () => {
    const { slug, batch, id } = await held("red");
    const other = await makeOffice(db);
    const own = await enrol(db, [{ role: "tax-officer", at: slug }]);
    await db`update tax_batches set received_by = ${own.userId} where id = ${batch}`;
    const decision = { id: batch, released: true, reason: null };
    expect(await decideTaxBatch(db, own, decision)).toEqual({ ok: false, reason: "batch-own" });
    for (const [role, at] of [
      ["tax-officer", other.slug],
      ["authority-admin", slug],
      ["auditor", null],
    ] as const) {
      const somebody = await enrol(db, [{ role, at }]);
      expect(await decideTaxBatch(db, somebody, decision)).toEqual({
        ok: false,
        reason: "forbidden",
      });
    }
    expect(
      await db`select state from tax_batches where authority_id = ${id} and state = 'held'`,
    ).toHaveLength(1);
  });

  test("is not decided by who registered the key that it was signed with", async () => {
    const { id, slug, base } = await makeOffice(db);
    const both = await enrol(db, [
      { role: "authority-admin", at: slug },
      { role: "tax-officer", at: slug },
    ]);
    const key = await makeKey(db, id, both);
    const send = (given: Record<string, string>) =>
      deliverText(db, id, feedCsv(rowsFrom(base, 10, () => given)), undefined, key.id);
    await send({});
    const result = await send({ ...IN_ARREARS, as_of: "2026-02-01" });
    if (!result.ok || result.state !== "held") throw new Error("It was not held.");
    const decision = { id: result.id, released: true, reason: null };
    expect(await decideTaxBatch(db, both, decision)).toEqual({ ok: false, reason: "batch-own" });
    await expect(
      db`update tax_batches set decided_by = ${both.userId} where id = ${result.id}`,
    ).rejects.toThrow("tax_batches_second_person");
    const second = await enrol(db, [{ role: "tax-officer", at: slug }]);
    expect(await decideTaxBatch(db, second, decision)).toMatchObject({ ok: true, listed: 10 });
  });

  test("released late, it does not replace what has come since", async () => {
    const { slug, base, batch, id } = await held("red");
    await deliverText(db, id, feedCsv([feedRow(base, { as_of: "2026-02-05" })]));
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    await decideTaxBatch(db, officer, { id: batch, released: true, reason: null });
    const [current] = await db`
      select standing from tax_standings s join entity_identifiers i using (entity_id)
      where s.superseded_by is null and i.number = ${registerCode(base)}`;
    expect(current).toEqual({ standing: "green" });
  });

  test("released late, it leaves what was told since of the same day, and says so before", async () => {
    const { slug, base, batch, id, result } = await held("red");
    expect(result.ok && result.moves).toEqual({ "green>green": 94, "green>red": 6 });
    await deliverText(db, id, feedCsv([feedRow(base, { as_of: "2026-02-04" })]));
    const officer = await enrol(db, [{ role: "tax-officer", at: slug }]);
    const moves = { "green>green": 94, "green>red": 5, older: 1 };
    expect(await lookAtTaxBatch(db, officer, batch)).toMatchObject({ moves });
    await decideTaxBatch(db, officer, { id: batch, released: true, reason: null });
    expect((await lookAtTaxBatch(db, officer, batch))?.moves).toEqual(moves);
    const [current] = await db`
      select standing from tax_standings s join entity_identifiers i using (entity_id)
      where s.superseded_by is null and i.number = ${registerCode(base)}`;
    expect(current).toEqual({ standing: "green" });
  });
});
