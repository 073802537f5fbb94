import { addDays } from "@/core/add-days";
import type { EntityNumber } from "@/core/entity";
import { normaliseText, tokens } from "@/core/tokens";
import type { Db } from "@/db/client";
import { registerNumber } from "@/server/demo-data/register-number";
import {
  giveTaxStanding,
  makeEntity,
  publishTheseEntities,
  taxAuthority,
} from "@/tests/support/entities";

/** What lies in the records and may be on no page: figures, people, and their numbers and mail. */
export const PLANTED = {
  amount: 734_982.61,
  personName: "Quentin Unlistable",
  personNumber: registerNumber("ee-regcode", 80_001),
  email: "quentin.unlistable@private.example",
} as const;

type Companies = Record<Company | "trader", EntityNumber>;
export type Company = "red" | "green" | "planned" | "disputed" | "old" | "lawless" | "siteless";

/**
 * Makes companies of the operators with most places on a board, one of each kind of tax standing,
 * one that runs no place, and a sole trader beside them. Returns their register numbers; a board
 * that has them already keeps them.
 */
export async function makeTaxedCompanies(db: Db, today: string): Promise<Companies> {
  const known = await findCompanies(db);
  if (known) return known;
  const asOf = addDays(today, -9);
  const lapsesOn = addDays(asOf, 46);
  const shown = { asOf, lapsesOn };
  const operators = await db<{ id: number; scheme: string; number: string }[]>`
    select e.id, i.scheme, i.number from legal_entities e
    join entity_identifiers i on i.entity_id = e.id and i.level = 'entity'
    where i.scheme = 'ee-regcode'
    order by (select count(*) from listings l where l.entity_id = e.id and l.state = 'open') desc, e.id
    limit 7`;
  const [red, green, planned, disputed, old, lawless, trader] = operators;
  if (!red || !green || !planned || !disputed || !old || !lawless || !trader) {
    throw new Error("The board has too few operators.");
  }
  const siteless = {
    id: await makeEntity(db, {
      number: registerNumber("ee-regcode", 90_000),
      name: "Siteless Holding OÜ",
    }),
    scheme: "ee-regcode",
    number: registerNumber("ee-regcode", 90_000),
  };
  const companies = { red, green, planned, disputed, old, lawless };
  for (const [name, { id }] of Object.entries(companies)) {
    await nameCompany(db, id, `${name[0]?.toUpperCase()}${name.slice(1)} Kaubandus OÜ`);
  }
  await db`update legal_entities set legal_form = 'sole-trader' where id = ${trader.id}`;
  const person = await makeEntity(db, {
    number: PLANTED.personNumber,
    name: PLANTED.personName,
    legalForm: null,
  });
  await db`update legal_entities set legal_form = 'sole-trader' where id = ${person}`;
  await giveTaxStanding(db, red.id, {
    ...shown,
    standing: "red",
    outcome: "not-good",
    rule: "arrears",
    disputed: true,
  });
  await giveTaxStanding(db, green.id, {
    ...shown,
    standing: "green",
    outcome: "good",
    rule: "good",
  });
  await giveTaxStanding(db, planned.id, {
    ...shown,
    standing: "yellow",
    outcome: "attention",
    rule: "attention",
    planned: true,
  });
  await giveTaxStanding(db, disputed.id, {
    ...shown,
    standing: "disputed",
    outcome: null,
    rule: "disputed",
    disputed: true,
  });
  await giveTaxStanding(db, old.id, {
    standing: "green",
    outcome: "good",
    rule: "good",
    asOf: addDays(today, -200),
    lapsesOn: addDays(today, -154),
  });
  await giveTaxStanding(db, lawless.id, {
    asOf,
    standing: "unpublished",
    outcome: null,
    rule: "no-legal-basis",
    legalBasis: null,
    disputed: true,
  });
  await db`
    insert into tax_inputs (standing_id, inputs)
    select id, ${db.json({ undisputedArrears: PLANTED.amount })}
    from tax_standings where superseded_by is null and entity_id in ${db(operators.slice(0, 6).map(({ id }) => id))}`;
  await db`
    insert into users (id, name, email, email_verified)
    values ('planted', ${PLANTED.personName}, ${PLANTED.email}, true)`;
  const all = { ...companies, siteless, trader };
  await publishTheseEntities(db, [...Object.values(all).map(({ id }) => id), person]);
  const numbers = Object.entries(all).map(([name, { scheme, number }]) => [
    name,
    { scheme, number },
  ]);
  return Object.fromEntries(numbers) as Companies;
}

async function findCompanies(db: Db): Promise<Companies | null> {
  const rows = await db<(EntityNumber & { who: string })[]>`
    select lower(split_part(name, ' ', 1)) as who, scheme, number from entity_listings
    where name like '% Kaubandus OÜ' or name = 'Siteless Holding OÜ'
    union all
    select 'trader', i.scheme, i.number from legal_entities e
    join entity_identifiers i on i.entity_id = e.id and i.level = 'entity'
    where e.legal_form = 'sole-trader' and i.number <> ${PLANTED.personNumber}`;
  // The demonstration has a business of such a name, too.
  if (!rows.some(({ who }) => who === "siteless")) return null;
  return Object.fromEntries(
    rows.map(({ who, scheme, number }) => [who, { scheme, number }]),
  ) as Companies;
}

async function nameCompany(db: Db, id: number, name: string): Promise<void> {
  const { sourceId } = await taxAuthority(db);
  await db`
    update entity_names set valid_to = '2026-01-01' where entity_id = ${id} and valid_to is null`;
  await db`update legal_entities set legal_form = 'company' where id = ${id}`;
  await db`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language)
    values (${id}, ${sourceId}, ${name}, ${normaliseText(name)}, ${tokens(name)}, 'et')
    on conflict do nothing`;
}
