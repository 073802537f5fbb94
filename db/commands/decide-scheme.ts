import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";
import { announce } from "@/db/commands/announce";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { findDay } from "@/db/queries/find-day";

/** `own`: who proposed it does not decide; `decided`: somebody has; `late`: its day has passed. */
export type DecideRefusal = "own" | "decided" | "late" | "no-reason";

/**
 * Confirms or refuses a proposed scheme version as the second person. Confirmed, it is in force
 * from its day on and what was before it ends on that day, in the same transaction.
 */
export async function decideScheme(
  db: Db,
  actor: Actor,
  input: { id: number; confirmed: boolean; reason: string | null },
  now: Date,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: DecideRefusal }> {
  return db.begin(async (tx) => {
    const [change] = await tx<Change[]>`
      select authority_id, domain, scheme_id, scheme_version, valid_from, proposed_by, decided_at
      from scheme_changes where id = ${input.id} for update`;
    const subject = `scheme-change:${input.id}`;
    const authorityId = change?.authorityId ?? null;
    if (!(await authorise(tx, actor, "confirm-scheme", authorityId, subject)) || !change) {
      return FORBIDDEN;
    }
    if (change.decidedAt !== null) return { ok: false, reason: "decided" } as const;
    if (change.proposedBy === actor.userId && input.confirmed) {
      return { ok: false, reason: "own" } as const;
    }
    if (change.proposedBy === actor.userId) {
      // Who takes a proposal back leaves nobody to decide about it; the log keeps what it was.
      const { schemeId, schemeVersion, domain, validFrom } = change;
      const what = `${subject}:${domain}:${schemeId}@${schemeVersion}:${validFrom}:taken-back`;
      await logAct(tx, actor, "confirm-scheme", change.authorityId, what);
      await tx`delete from scheme_changes where id = ${input.id}`;
      return { ok: true } as const;
    }
    if (!input.confirmed && !input.reason) return { ok: false, reason: "no-reason" } as const;
    if (input.confirmed && change.validFrom < (await findDay(tx, change.authorityId, now))) {
      return { ok: false, reason: "late" } as const;
    }
    await tx`
      update scheme_changes set decided_by = ${actor.userId}, decided_at = clock_timestamp(),
        confirmed = ${input.confirmed}, reason = ${input.reason}
      where id = ${input.id}`;
    if (input.confirmed) {
      await takeUp(tx, change);
      await announce(tx, null);
    }
    return { ok: true } as const;
  });
}

interface Change {
  authorityId: number;
  domain: SiteDomain;
  schemeId: string;
  schemeVersion: string;
  validFrom: IsoDate;
  proposedBy: string;
  decidedAt: Date | null;
}

async function takeUp(tx: Tx, change: Change): Promise<void> {
  const { authorityId, domain, schemeId, schemeVersion, validFrom } = change;
  const ofDomain = tx`
    authority_id = ${authorityId} and exists (
      select from schemes s where s.id = used.scheme_id and s.version = used.scheme_version
        and s.domain = ${domain})`;
  // What was to come later is overtaken as a whole, what is in force ends.
  await tx`delete from authority_schemes used where ${ofDomain} and valid_from >= ${validFrom}::date`;
  await tx`
    update authority_schemes used set valid_to = ${validFrom}
    where ${ofDomain} and (valid_to is null or valid_to > ${validFrom}::date)`;
  await tx`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    values (${authorityId}, ${schemeId}, ${schemeVersion}, ${validFrom})`;
}
