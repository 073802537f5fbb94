import type { Actor } from "@/core/permissions";
import type { OfficeEntry } from "@/core/register-entry";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { officeEntryColumns } from "@/db/queries/office-entry-columns";
import { officeOf } from "@/db/queries/office-source";

/**
 * An entry with its steps for an official of its authority, also after its end; null for anybody
 * else, and in the same way where there is none. Each look is written down.
 */
export async function findOfficeEntry(
  db: Db,
  actor: Actor,
  id: string,
): Promise<OfficeEntry | null> {
  return db.begin(async (tx) => {
    const [entry] = await tx<Omit<OfficeEntry, "steps">[]>`
      select ${officeEntryColumns(tx)}, entry.entry_class as class, entry.language,
        entry.legal_basis, entry.grounds, entry.evidence, entry.remedy,
        entry.superseded_by is not null as is_superseded,
        jsonb_build_object('name', source.name, 'language', source.language,
          'office', ${officeOf(tx, "source")}) as source
      from register_entries entry
      join authorities a on a.id = entry.authority_id
      join sources source on source.id = entry.source_id
      where entry.id = ${id}`;
    const authority = entry?.authority.id ?? null;
    const allowed = await authorise(tx, actor, "read-register", authority, `entry:${id}`);
    if (!allowed || !entry) return null;
    const steps = await tx<OfficeEntry["steps"]>`
      select step.state, step.at, u.name as by, step.reason
      from register_steps step left join users u on u.id = step.user_id
      where step.entry_id = ${id} order by step.id`;
    return { ...entry, steps: [...steps] };
  });
}
