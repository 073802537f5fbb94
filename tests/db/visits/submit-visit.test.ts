import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { VisitDraft } from "@/core/visit-draft";
import { saveDraft } from "@/db/commands/visits/save-draft";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { readPinnedScheme } from "@/db/queries/list-schemes";
import { filledDraft } from "@/tests/support/filled-draft";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { ALAMEDA, GREEN, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("a green visit is public at once, with its findings, rating, event and steps", async () => {
  const { db, submit, shown, expectRebuildToAgree } = await visitTown();
  const document = filledDraft(ALAMEDA, { out: { "40": { corrected: true } } });
  const { id, result } = await submit(document);
  expect(result).toEqual({ ok: true, state: "published" });
  expect(await shown()).toEqual({
    standing: "green",
    outcome: "green",
    day: "2026-03-03",
    scheme: "us-alameda@2012",
  });
  const findings = await db`select code, severity, corrected_on_site from findings`;
  expect([...findings]).toEqual([{ code: "40", severity: "minor", correctedOnSite: true }]);
  const steps = await db`select from_state, to_state from visit_steps order by id`;
  expect(steps.map(({ toState }) => toState)).toEqual(["draft", "submitted", "published"]);
  const [event] = await db`select kind from events order by position desc limit 1`;
  expect(event?.kind).toBe("rated");
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  await expectRebuildToAgree();
});

test("the same submission twice, also at once, is one visit", async () => {
  const { db, inspector, begin } = await visitTown();
  const id = await begin();
  const document = GREEN();
  const results = await Promise.all(
    [1, 2, 3].map(() => submitVisit(db, inspector, { id, document, revision: 1 }, NOW)),
  );
  expect(results).toEqual(Array(3).fill({ ok: true, state: "published" }));
  const [count] = await db`
    select (select count(*) from inspections) as visits,
      (select count(*) from ratings where visit_key is not null) as ratings`;
  expect({ ...count }).toEqual({ visits: 1, ratings: 1 });
});

test("an inspector and an import at once both count, the later day is shown", async () => {
  const { db, inspector, begin, shown } = await visitTown();
  const id = await begin();
  await Promise.all([
    submitVisit(db, inspector, { id, document: GREEN(), revision: 1 }, NOW),
    load(db, "2026-03-02", [snapshot(), site("1"), rating("1", "1", { ratedOn: "2026-02-20" })]),
  ]);
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  await load(db, "2026-04-30", [
    snapshot(),
    site("1"),
    rating("1", "0", { ratedOn: "2026-04-20" }),
  ]);
  expect(await shown()).toMatchObject({ standing: "red", scheme: "uk-fhrs@2018-11" });
});

test("an incomplete visit is refused with each thing that is missing, and nothing changes", async () => {
  const { db, inspector, begin, shown } = await visitTown();
  const id = await begin();
  const { "22": _, ...items } = GREEN().items;
  const document = { ...GREEN(), items, timeOut: "08:00" };
  expect(await submitVisit(db, inspector, { id, document, revision: 1 }, NOW)).toEqual({
    ok: false,
    reason: "incomplete",
    missing: [
      { place: "timeOut", kind: "times" },
      { place: "item:22", kind: "item" },
    ],
  });
  expect(await shown()).toMatchObject({ standing: "yellow" });
});

test("a follow-up of a place that nobody has been to is as little submitted as it is begun", async () => {
  const { db, inspector } = await visitTown();
  await load(db, "2026-02-01", [snapshot(), site("1"), site("2", { name: "Cafe Unseen" })]);
  const [unseen] = await db<{ publicId: string }[]>`
    select public_id from listings where name = 'Cafe Unseen'`;
  const wish = { site: unseen?.publicId ?? "", domain: "food", rotationReason: null } as const;
  const begun = { ...wish, id: randomUUID(), kind: "routine" as const };
  expect(await startVisit(db, inspector, begun, NOW)).toMatchObject({ ok: true });
  const document = { ...GREEN(), kind: "follow-up" as const };
  const sent = { id: begun.id, document, revision: 1 };
  expect(await submitVisit(db, inspector, sent, NOW)).toEqual({
    ...{ ok: false, reason: "incomplete", missing: [{ place: "kind", kind: "kind" }] },
  });
});

test("a measurement beyond its limit makes its item out, whatever was marked", async () => {
  const { submit } = await visitTown();
  const document = GREEN();
  const items = { ...document.items, "22": { ...document.items["1"], mark: "in", measured: 9 } };
  const { result } = await submit({ ...document, items } as VisitDraft);
  expect(result).toEqual({ ok: true, state: "awaiting" });
});

test("the inspector signs by the name of the account, whatever name is sent, and not at all unasked", async () => {
  const { db, inspector, begin } = await visitTown();
  await db`update users set name = 'Avery Clarke' where id = ${inspector.userId}`;
  const id = await begin();
  const signedBy = async () => {
    const [row] = await db<{ name: string | null }[]>`
      select document->'signatures'->>'inspector' as name from visits where id = ${id}`;
    return row?.name;
  };
  const sent = (name: string | null): VisitDraft => {
    const document = GREEN();
    return { ...document, signatures: { ...document.signatures, inspector: name } };
  };
  const save = (name: string | null, revision: number) =>
    saveDraft(db, inspector, { id, document: sent(name), revision }, NOW);
  expect(await save(null, 1)).toEqual({ ok: true, revision: 2 });
  expect(await signedBy()).toBeNull();
  expect(await save("Somebody Else", 2)).toEqual({ ok: true, revision: 3 });
  expect(await signedBy()).toBe("Avery Clarke");
  const document = sent("The Mayor");
  expect(await submitVisit(db, inspector, { id, document, revision: 3 }, NOW)).toMatchObject({
    ok: true,
  });
  expect(await signedBy()).toBe("Avery Clarke");
});

test("a result without a colour is no way around the second person", async () => {
  const { db, submit, shown } = await visitTown();
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'no-smilefjes', '2016', '2026-03-01' from authorities`;
  const blank = filledDraft(
    await readPinnedScheme(db, { schemeId: "no-smilefjes", schemeVersion: "2016" }),
    { inputs: {} },
  );
  const { result } = await submit(blank);
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "pending" });
});

test("a submission that was read before another device saved is refused and changes nothing", async () => {
  const { db, inspector, begin } = await visitTown();
  const id = await begin();
  await saveDraft(db, inspector, { id, document: RED(), revision: 1 }, NOW);
  const stale = { id, document: GREEN(), revision: 1 };
  expect(await submitVisit(db, inspector, stale, NOW)).toEqual({
    ok: false,
    reason: "saved-elsewhere",
  });
  const [visit] = await db`select state from visits where id = ${id}`;
  expect(visit?.state).toBe("draft");
});

test("whose conflict was declared after the visit began cannot submit it", async () => {
  const { db, inspector, begin } = await visitTown();
  const id = await begin();
  await db`
    insert into conflicts (user_id, site_id, reason)
    select ${inspector.userId}, id, 'bought by family' from sites`;
  expect(
    await submitVisit(db, inspector, { id, document: GREEN(), revision: 1 }, NOW),
  ).toMatchObject({
    reason: "conflict",
  });
});
