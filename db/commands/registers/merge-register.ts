import { ENDED_BY_TERM, IMPORTED, NO_LONGER_NAMED, SAID_ANEW } from "@/core/register-entry";
import type { Tx } from "@/db/client";
import { ImportRefused } from "@/db/commands/stage-snapshot";

export interface MergeRegister {
  sourceId: number;
  authorityId: number;
  partial: boolean;
  acceptGone: boolean;
}

/** As with sites: more than this share gone at once is more likely half a file. */
const GONE_SHARE_MAX = 0.3;
const GONE_FEW = 10;

/**
 * Brings a source's entries in line with `staged_entries` and fills `touched_entries`: new ones are
 * added, changed ones said anew, states taken over where there is such an arrow; what a complete
 * file no longer names has ended. What officials repaired here stays so until its source says
 * something else.
 */
export async function mergeRegister(
  tx: Tx,
  context: MergeRegister,
): Promise<{ added: number; moved: number; gone: number }> {
  await tx`create temp table touched_entries (entry_id uuid primary key) on commit drop`;
  await compare(tx, context);
  const gone = context.partial ? 0 : await endGone(tx, context);
  const moved = await moveKnown(tx);
  const added = await addEntries(tx, context);
  await tx`drop table entry_merge, entry_subjects, staged_entries`;
  return { added, moved, gone };
}

async function compare(tx: Tx, { sourceId }: MergeRegister): Promise<void> {
  await tx`
    create temp table entry_merge on commit drop as
    select s.key, known.id as known_id, known.state as known_state, gen_random_uuid() as new_id,
      case
        when known.id is null then 'new'
        when known.row_hash = s.hash then 'same'
        when (known.kind, known.entry_class, known.site_id, known.entity_id, known.language,
            known.legal_basis, known.grounds, known.evidence, known.remedy, known.starts_on)
          is distinct from (s.kind, s.entry_class, subject.site_id, subject.entity_id, s.language,
            s.legal_basis, s.grounds, s.evidence, s.remedy, s.starts_on)
          or s.ends_on > known.ends_on
          or known.state in ('repaired', 'expired') and s.state in ('active', 'disputed')
            and (s.state, s.ends_on) is distinct from (known.source_state, known.ends_on)
          then 'anew'
        else 'moved'
      end as change
    from staged_entries s
    join entry_subjects subject using (key)
    left join register_entries known on known.source_id = ${sourceId}
      and known.source_key = s.key and known.superseded_by is null`;
}

async function endGone(tx: Tx, { sourceId, acceptGone }: MergeRegister): Promise<number> {
  const [share] = await tx<{ alive: number; missing: number }[]>`
    select count(*) as alive, count(*) filter (
      where not exists (select from staged_entries s where s.key = known.source_key)) as missing
    from register_entries known
    where known.source_id = ${sourceId} and known.state in ('active', 'disputed')`;
  const { alive = 0, missing = 0 } = share ?? {};
  if (!acceptGone && missing > GONE_FEW && missing > alive * GONE_SHARE_MAX) {
    throw new ImportRefused(
      `${missing} of ${alive} entries that stand would end. ` +
        "If the file is complete, import it again with --accept-gone.",
      { held: true },
    );
  }
  const ended = await tx`
    with gone as (
      update register_entries known set state = case when exists (
          select from entry_merge m join entry_subjects s using (key)
          where m.change in ('new', 'anew') and (s.site_id = known.site_id or s.entity_id = known.entity_id)
        ) then 'expired' else 'repaired' end
      where known.source_id = ${sourceId} and known.state in ('active', 'disputed')
        and not exists (select from staged_entries s where s.key = known.source_key)
      returning id, state
    ), steps as (
      insert into register_steps (entry_id, state, reason)
      select id, state, case state when 'expired' then ${SAID_ANEW} else ${NO_LONGER_NAMED} end from gone
      order by id
    )
    insert into touched_entries select id from gone`;
  return ended.count;
}

/**
 * A state that changed, an end that came nearer; other news of an entry makes it a new one. What an
 * official said here is not unsaid by a source that says no other state than before.
 */
async function moveKnown(tx: Tx): Promise<number> {
  const moved = await tx`
    with moved as (
      update register_entries known
      set row_hash = s.hash, ends_on = least(known.ends_on, s.ends_on), source_state = s.state,
        state = case when known.state in ('active', 'disputed')
            and s.state is distinct from known.source_state
          then s.state else known.state end
      from entry_merge m join staged_entries s using (key)
      where m.known_id = known.id and m.change = 'moved'
      returning known.id, known.state, m.known_state
    ), steps as (
      insert into register_steps (entry_id, state, reason)
      select id, state, ${IMPORTED} from moved where state <> known_state order by id
    )
    insert into touched_entries select id from moved`;
  return moved.count;
}

async function addEntries(tx: Tx, { sourceId, authorityId }: MergeRegister): Promise<number> {
  await tx`
    with outdated as (
      update register_entries known set superseded_by = m.new_id,
        state = case when known.state in ('active', 'disputed') then 'expired' else known.state end
      from entry_merge m where m.known_id = known.id and m.change = 'anew'
      returning known.id, known.state, m.known_state
    ), steps as (
      insert into register_steps (entry_id, state, reason)
      select id, state, ${SAID_ANEW} from outdated where state <> known_state order by id
    )
    insert into touched_entries select id from outdated`;
  const added = await tx`
    with added as (
      insert into register_entries (id, kind, entry_class, site_id, entity_id, authority_id,
        source_id, source_key, language, legal_basis, grounds, evidence, remedy, starts_on, ends_on,
        state, source_state, row_hash)
      select m.new_id, s.kind, s.entry_class, subject.site_id, subject.entity_id, ${authorityId},
        ${sourceId}, s.key, s.language, s.legal_basis, s.grounds, s.evidence, s.remedy, s.starts_on,
        s.ends_on,
        case when s.state in ('active', 'disputed') and s.ends_on <= (now() at time zone 'UTC')::date
          then 'expired' else s.state end,
        s.state, s.hash
      from entry_merge m join staged_entries s using (key) join entry_subjects subject using (key)
      where m.change in ('new', 'anew')
      returning id, state, ends_on
    ), steps as (
      insert into register_steps (entry_id, state, reason)
      select id, state,
        case when state = 'expired' and ends_on <= (now() at time zone 'UTC')::date
          then ${ENDED_BY_TERM} else ${IMPORTED} end
      from added order by id
    )
    insert into touched_entries select id from added`;
  return added.count;
}
