import type { Db, Tx } from "@/db/client";
import { publishEntries } from "@/db/commands/registers/publish-entries";
import type { StagedRegister } from "@/db/commands/registers/stage-register";
import { tellLegalForms } from "@/db/commands/tell-legal-forms";

/**
 * Takes over whom a register calls natural persons from a file of which nothing else is kept: they
 * leave the public all the same. A register of which nothing was ever taken over is not believed.
 */
export function tellPersons(
  db: Db,
  { register, asOf, persons }: Pick<StagedRegister, "register" | "asOf" | "persons">,
): Promise<void> {
  return db.begin(async (tx) => {
    const [source] = await tx<{ id: number }[]>`
      select id from sources
      where key = ${register.source.key} and ${asOf}::date <= (now() at time zone 'UTC')::date + 1`;
    if (!source) return;
    await tx`
      create temp table told_forms on commit drop as
      select distinct i.entity_id, 'sole-trader' as legal_form
      from unnest(${persons.map(({ scheme }) => scheme)}::text[],
        ${persons.map(({ number }) => number)}::text[]) as person (scheme, number)
      join entity_identifiers i using (scheme, number)`;
    const told = await tellLegalForms(tx, { id: source.id, asOf });
    if (told.length === 0) return;
    await tx`create temp table touched_entries (entry_id uuid primary key) on commit drop`;
    await touchEntriesOf(tx, told);
    await publishEntries(tx, told);
  });
}

/** Adds the entries of some entities to `touched_entries`. */
export async function touchEntriesOf(tx: Tx, entityIds: readonly number[]): Promise<void> {
  await tx`
    insert into touched_entries
    select id from register_entries where entity_id = any(${entityIds}::bigint[])
    on conflict do nothing`;
}
