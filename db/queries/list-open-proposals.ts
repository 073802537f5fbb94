import type { OpenProposal } from "@/core/administration";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";

/** The scheme versions that wait for somebody to confirm them, besides those they proposed. */
export function listOpenProposals(db: Db, actor: Actor): Promise<OpenProposal[]> {
  return db<OpenProposal[]>`
    select c.id, c.scheme_id || '@' || c.scheme_version as scheme, c.valid_from,
      proposer.name as proposed_by, (c.proposed_at at time zone 'UTC')::date as proposed_on,
      jsonb_build_object('slug', a.slug, 'name', a.name, 'language', a.language) as authority
    from scheme_changes c
    join users proposer on proposer.id = c.proposed_by
    join authorities a on a.id = c.authority_id
    where c.decided_at is null and c.proposed_by <> ${actor.userId}
      and c.authority_id in ${authoritiesOf(db, actor, "confirm-scheme")}
    order by c.valid_from, c.id`;
}
