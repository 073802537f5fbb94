import { afterAll, beforeAll, expect, test } from "vitest";
import type { LegalForm } from "@/core/legal-form";
import { connect, type Db } from "@/db/client";
import { correctLegalForm } from "@/db/commands/correct-legal-form";
import { tellLegalForms } from "@/db/commands/tell-legal-forms";
import { findEntity } from "@/db/queries/find-entity";
import { createDatabase } from "@/tests/support/database";
import {
  giveTaxStanding,
  makeEntity,
  publishTheseEntities,
  taxAuthority,
} from "@/tests/support/entities";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let register: number;
let office: number;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
  register = (await taxAuthority(db, "register")).sourceId;
  office = (await taxAuthority(db)).sourceId;
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

async function tell(
  source: number,
  asOf: string,
  entityId: number,
  form: LegalForm,
): Promise<boolean> {
  const changed = await db.begin(async (tx) => {
    await tx`
      create temp table told_forms on commit drop as
      select ${entityId}::bigint as entity_id, ${form}::text as legal_form`;
    return tellLegalForms(tx, { id: source, asOf });
  });
  await publishTheseEntities(db, [entityId]);
  return changed.includes(entityId);
}

async function formOf(entityId: number) {
  const [row] = await db<{ legalForm: string | null; legalFormSourceId: number | null }[]>`
    select legal_form, legal_form_source_id from legal_entities where id = ${entityId}`;
  return [row?.legalForm ?? null, row?.legalFormSourceId ?? null];
}

test("the number itself tells the form where it can, and nobody overrules it", async () => {
  const run = (number: string, scheme: string) => ({
    operator: { scheme, level: "entity", number } as const,
  });
  await load(db, "2025-06-01", [
    snapshot(),
    site("1", run("92440300MA5EQXL17P", "cn-uscc")),
    site("2", run("80000015", "ee-regcode")),
    site("3", run("10421629", "ee-regcode")),
    ...["1", "2", "3"].map((key) => rating(key, "5")),
  ]);
  const rows = await db<{ entityId: number; legalForm: string | null }[]>`
    select entity_id, legal_form from entity_identifiers i
    join legal_entities e on e.id = i.entity_id order by i.number`;
  expect(rows.map(({ legalForm }) => legalForm)).toEqual([null, "association", "sole-trader"]);
  const trader = rows[2]?.entityId ?? 0;
  expect(await tell(register, "2026-01-01", trader, "company")).toBe(false);
  expect(await formOf(trader)).toEqual(["sole-trader", null]);
});

test("a source states the form, a newer one corrects it, an older one does not", async () => {
  const entity = await makeEntity(db, { number: "19000037", legalForm: null });
  expect(await tell(register, "2026-02-01", entity, "company")).toBe(true);
  expect(await formOf(entity)).toEqual(["company", register]);
  expect(await tell(office, "2026-01-01", entity, "sole-trader")).toBe(false);
  expect(await tell(office, "2026-02-01", entity, "cooperative")).toBe(false);
  expect(await tell(office, "2026-03-01", entity, "cooperative")).toBe(true);
  expect(await formOf(entity)).toEqual(["cooperative", office]);
});

test("whoever turns out to be a natural person leaves every list at once", async () => {
  const entity = await makeEntity(db, { number: "19000045", legalForm: null });
  await tell(register, "2026-02-01", entity, "company");
  await giveTaxStanding(db, entity, { standing: "green", outcome: "green", asOf: "2026-02-01" });
  await publishTheseEntities(db, [entity]);
  const listed = () => db`select from entity_listings where entity_id = ${entity}`;
  expect(await listed()).toHaveLength(1);
  expect(await tell(office, "2026-02-01", entity, "sole-trader")).toBe(true);
  expect(await listed()).toHaveLength(0);
});

test("an official takes down whom a register called a company, and no source brings them back", async () => {
  const number = "19000079";
  const entity = await makeEntity(db, { number });
  await giveTaxStanding(db, entity, { standing: "green", outcome: "green", asOf: "2026-02-01" });
  await publishTheseEntities(db, [entity]);
  const admin = await enrol(db, [{ role: "platform-admin", at: null }]);
  const correct = (who: typeof admin, reason: string, given = number) =>
    correctLegalForm(db, who, {
      entity: { scheme: "ee-regcode", number: given },
      form: "sole-trader",
      reason,
    });
  const nobody = await enrol(db, [{ role: "auditor", at: null }]);
  expect(await correct(nobody, "So.")).toMatchObject({ reason: "forbidden" });
  expect(await correct(admin, " ")).toMatchObject({ reason: "no-reason" });
  expect(await correct(admin, "So.", "19999999")).toMatchObject({ reason: "unknown" });
  expect(await correct(admin, "A person, 37605030299.")).toEqual({ ok: true, withdrawn: true });
  expect(await db`select from entity_listings where entity_id = ${entity}`).toHaveLength(0);
  const found = await findEntity(db, { scheme: "ee-regcode", number }, { after: null, limit: 1 });
  expect(found).toMatchObject({ profile: null });
  expect(await tell(office, "2026-09-01", entity, "company")).toBe(false);
  const [kept] = await db`select legal_form_reason from legal_entities where id = ${entity}`;
  expect(kept?.legalFormReason).toBe("A person, […].");
});

test("the database itself refuses the number of a person among the numbers of businesses", async () => {
  await expect(makeEntity(db, { scheme: "mx-rfc", number: "GODE561231GR8" })).rejects.toThrow(
    /entity_identifiers_personal/,
  );
});
