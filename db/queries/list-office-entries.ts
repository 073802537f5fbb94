import type { Actor } from "@/core/permissions";
import type { EntryState, OfficeEntryLine } from "@/core/register-entry";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { logLook } from "@/db/commands/log-look";
import { officeEntryColumns } from "@/db/queries/office-entry-columns";

const PAGE = 50;

/**
 * The entries of the registers that somebody may read, ended ones too, the newest first; `next` is
 * the last of a full page. That they looked is written down.
 */
export async function listOfficeEntries(
  db: Db,
  actor: Actor,
  { state, before }: { state: EntryState | null; before: string | null },
): Promise<{ items: OfficeEntryLine[]; next: string | null }> {
  return db.begin(async (tx) => {
    await logLook(tx, actor, "read-register", "registers");
    const rows = await tx<OfficeEntryLine[]>`
      select ${officeEntryColumns(tx)}
      from register_entries entry join authorities a on a.id = entry.authority_id
      where a.id in ${authoritiesOf(tx, actor, "read-register")}
        ${state ? tx`and entry.state = ${state}` : tx``}
        ${
          before
            ? tx`and (entry.recorded_at, entry.id) <
                (select last.recorded_at, last.id from register_entries last where last.id = ${before})`
            : tx``
        }
      order by entry.recorded_at desc, entry.id desc limit ${PAGE + 1}`;
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null };
  });
}
