import type { SchemeUse } from "@/core/administration";
import type { Db } from "@/db/client";

const CHANGES_MAX = 20;

/** How an authority rates, rated and is going to. */
export async function listSchemeUse(db: Db, authorityId: number): Promise<SchemeUse> {
  const [used, changes] = await Promise.all([
    db<SchemeUse["used"]>`
      with used as (
        select s.domain, s.id, s.version, used.valid_from, used.valid_to, exists (
          select from scheme_changes change
          where change.authority_id = used.authority_id and change.confirmed
            and change.scheme_id = s.id and change.scheme_version = s.version
            and change.valid_from = used.valid_from
        ) as agreed
        from authority_schemes used
        join schemes s on s.id = used.scheme_id and s.version = used.scheme_version
        where used.authority_id = ${authorityId} and s.domain <> 'tax'
      )
      -- As in scheme-in-force.ts: it ends for all when the next began that goes before it.
      select domain, id || '@' || version as scheme, valid_from as "from",
        least(valid_to, (
          select min(next.valid_from) from used next
          where next.domain = used.domain and next.valid_from > used.valid_from
            and (next.agreed or not used.agreed)
        )) as until
      from used
      order by domain, valid_from desc, id, version`,
    db<SchemeUse["changes"]>`
      select c.id, c.domain, c.scheme_id || '@' || c.scheme_version as scheme, c.valid_from,
        proposer.name as proposed_by, c.proposed_by as proposed_by_id,
        (c.proposed_at at time zone 'UTC')::date as proposed_on, c.confirmed,
        decider.name as decided_by, (c.decided_at at time zone 'UTC')::date as decided_on, c.reason
      from scheme_changes c
      join users proposer on proposer.id = c.proposed_by
      left join users decider on decider.id = c.decided_by
      where c.authority_id = ${authorityId}
      order by c.decided_at is not null, c.id desc limit ${CHANGES_MAX}`,
  ]);
  return { used, changes };
}
