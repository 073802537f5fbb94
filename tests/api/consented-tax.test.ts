import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { giveTaxConsent, withdrawTaxConsent } from "@/db/commands/tax/tax-consent";
import { findEntityId } from "@/db/queries/find-entity-id";
import { ask } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";

const NUMBER = registerCode(7);
const PATH = `/api/v1/entities/ee-regcode/${NUMBER}`;
const now = new Date();
const today = now.toISOString().slice(0, 10);
const earlier = new Date(now.getTime() - 30 * 86_400_000).toISOString().slice(0, 10);
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createDatabase();
  drop = created.drop;
  process.env.DATABASE_URL = created.url;
  const authority = await makeTaxAuthority(database(), "tax-board");
  // So many that one that turns red is plausible.
  const rows = (as_of: string, given: Record<string, string>) =>
    feedCsv(Array.from({ length: 40 }, (_, n) => feedRow(n, { as_of, ...(n === 7 && given) })));
  for (const text of [rows(earlier, {}), rows(today, IN_ARREARS)]) {
    const delivered = await deliverText(database(), authority, text, now);
    expect(delivered).toMatchObject({ ok: true, state: "applied" });
  }
});

afterAll(async () => {
  await database().end();
  await drop();
});

test("an entity says what its level of consent allows, without a figure, and nothing once it is taken back", async () => {
  const db = database();
  const entityId = await findEntityId(db, { scheme: "ee-regcode", number: NUMBER });
  const owner = await enrol(db, []);
  await db`
    insert into memberships (user_id, role, authority_id, entity_id)
    select ${owner.userId}, 'representative', id, ${entityId} from authorities`;
  const answer = async () => {
    const response = await ask(PATH);
    const text = await response.text();
    expect(text).not.toMatch(/8123|2025-06-20/);
    return {
      perishable: response.headers.get("placard-perishable"),
      consented: JSON.parse(text).profile.consented,
    };
  };
  const decidedBy = ["undisputedArrears", "planActive", "oldestUndisputedDueOn"];
  expect(await answer()).toEqual({ perishable: null, consented: null });
  await giveTaxConsent(db, owner, { entityId, level: 1 });
  expect(await answer()).toEqual({
    perishable: "1",
    consented: { level: 1, decidedBy, history: null },
  });
  await giveTaxConsent(db, owner, { entityId, level: 2 });
  expect((await answer()).consented).toMatchObject({
    ...{ level: 2, decidedBy },
    history: [
      { colour: "red", asOf: today },
      { colour: "green", asOf: earlier },
    ],
  });
  await withdrawTaxConsent(db, owner, { entityId });
  expect(await answer()).toEqual({ perishable: null, consented: null });
});
