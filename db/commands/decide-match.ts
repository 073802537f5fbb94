import type { Actor } from "@/core/permissions";
import { withoutPersons } from "@/core/personal-number";
import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { holdWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { logAct } from "@/db/commands/log-act";
import { officeSource } from "@/db/commands/office-source";
import { linkOperator } from "@/db/commands/propose-matches";
import { publish } from "@/db/commands/publish";

type Decided = { ok: true } | Forbidden | { ok: false; reason: "match-decided" | "match-taken" };

export interface MatchDecision {
  candidateId: number;
  decision: "confirm" | "refuse" | "undo";
  /** Why, in the words of who decides; empty where it speaks for itself. */
  reason: string | null;
}

/**
 * Decides who runs a site: confirms or refuses a candidate, or undoes either. A link that is undone
 * stays on record as one that never held, and whoever undoes is asked once more.
 */
export async function decideMatch(db: Db, actor: Actor, input: MatchDecision): Promise<Decided> {
  return db.begin(async (tx): Promise<Decided> => {
    const candidate = await lockCandidate(tx, input.candidateId);
    const subject = `match:${input.candidateId}`;
    if (!(await authorise(tx, actor, "decide-match", candidate?.authorityId ?? null, subject))) {
      return FORBIDDEN;
    }
    if (!candidate) return FORBIDDEN;
    const isDecided = candidate.state !== "proposed";
    if (input.decision === "undo" ? !UNDOABLE.includes(candidate.state) : isDecided) {
      return { ok: false, reason: "match-decided" };
    }
    if (input.decision === "confirm") {
      if (candidate.isOperated) return { ok: false, reason: "match-taken" };
      await confirm(tx, candidate);
    }
    if (input.decision === "undo" && candidate.state === "confirmed") await unlink(tx, candidate);
    const state = { confirm: "confirmed", refuse: "refused", undo: "undone" }[input.decision];
    await tx`
      update match_candidates set state = ${state}, decided_by = ${actor.userId},
        decided_at = clock_timestamp(), reason = ${withoutPersons(input.reason)}
      where id = ${candidate.id}`;
    if (input.decision === "undo") await reopen(tx, candidate);
    await logAct(tx, actor, "decide-match", candidate.authorityId, `${subject}:${state}`);
    await tx`
      create temp table touched on commit drop as
      select ${candidate.siteId}::bigint as site_id`;
    await publish(tx);
    return { ok: true };
  });
}

const UNDOABLE: readonly string[] = ["confirmed", "refused"];

interface Candidate {
  id: number;
  siteId: number;
  entityId: number;
  state: string;
  authorityId: number;
  domain: SiteDomain;
  isOperated: boolean;
}

async function lockCandidate(tx: Tx, id: number): Promise<Candidate | null> {
  await holdWhoIsWho(tx);
  // The place first: who decides on another candidate of it is waited for, and then seen.
  await tx`
    select from sites where id = (select site_id from match_candidates where id = ${id})
    for no key update`;
  const [candidate] = await tx<Candidate[]>`
    select c.id, c.site_id, c.entity_id, c.state, l.authority_id,
      case when l.food_standing is null then 'goods' else 'food' end as domain,
      exists (
        select from site_operators o where o.site_id = c.site_id and o.valid_to is null
      ) as is_operated
    from match_candidates c
    join listings l on l.site_id = c.site_id
    where c.id = ${id} for no key update of c`;
  return candidate ?? null;
}

async function confirm(tx: Tx, { id, siteId, entityId, authorityId, domain }: Candidate) {
  const sourceId = await officeSource(tx, authorityId, domain);
  await linkOperator(tx, { siteId, entityId, sourceId, evidence: "confirmed" });
  await tx`
    update match_candidates set state = 'outdated'
    where site_id = ${siteId} and state = 'proposed' and id <> ${id}`;
}

async function unlink(tx: Tx, { siteId, entityId }: Candidate): Promise<void> {
  await tx`
    update site_operators set valid_to = (now() at time zone 'UTC')::date,
      undone_at = clock_timestamp()
    where site_id = ${siteId} and entity_id = ${entityId} and valid_to is null
      and evidence <> 'number'`;
}

/** What was decided stays on record as undone; the question is asked once more. */
async function reopen(tx: Tx, { id, siteId, entityId }: Candidate): Promise<void> {
  await tx`
    insert into match_candidates (site_id, entity_id, score, evidence)
    select site_id, entity_id, score, evidence from match_candidates
    where id = ${id} and not exists (
      select from site_operators o where o.site_id = ${siteId} and o.valid_to is null)
      and not exists (
        select from match_candidates other
        where other.site_id = ${siteId} and other.entity_id = ${entityId}
          and other.state in ('proposed', 'confirmed'))`;
}
