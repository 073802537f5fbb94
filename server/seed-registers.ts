import type { Db } from "@/db/client";
import { importRegister } from "@/db/commands/registers/import-register";
import { DEMO_REGISTERS, type DemoSubject, registerRows } from "@/server/demo-data/registers";
import { streamRows } from "@/server/stream-rows";

/** Adds the invented registers that are not there yet, about places and companies of the demo. */
export async function seedRegisters(
  db: Db,
  { day, done }: { day: Date; done: readonly { file: string }[] },
  say: (line: string) => void,
): Promise<void> {
  for (const [at, register] of DEMO_REGISTERS.entries()) {
    const file = `register of ${register.authority.slug}`;
    if (done.some((run) => run.file === file)) continue;
    const asOf = day.toISOString().slice(0, 10);
    const subjects = await subjectsOf(db, register.town, {
      // Each register has companies of its own.
      skip: at * 20,
      count: register.entries.length,
    });
    const result = await importRegister(db, {
      format: "demo",
      file,
      rows: streamRows(registerRows(register, subjects, asOf)),
      asOf,
      partial: false,
      acceptGone: false,
      strict: true,
      startedAt: day,
    });
    if (result.state !== "applied") throw new Error(`${file}: ${result.reason}`);
    say(`Invented data: ${file}, ${result.counts.entries} entries`);
  }
}

/** Places of a town whose operators are known by number, one an operator. */
function subjectsOf(
  db: Db,
  town: string,
  { skip, count }: { skip: number; count: number },
): Promise<DemoSubject[]> {
  return db<DemoSubject[]>`
    select site, name, operator from (
      select distinct on (l.entity_id) l.public_id as site, l.name,
        jsonb_build_object('scheme', i.scheme, 'number', i.number) as operator
      from listings l
      join authorities a on a.id = l.authority_id and a.slug = ${town}
      join legal_entities e on e.id = l.entity_id and e.legal_form is distinct from 'sole-trader'
      join entity_identifiers i on i.entity_id = e.id and i.level = 'entity'
      where l.state = 'open' order by l.entity_id, l.public_id
    ) places order by site offset ${skip} limit ${count}`;
}
