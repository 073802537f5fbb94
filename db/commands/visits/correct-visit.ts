import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockVisit, noteStep } from "@/db/commands/visits/lock-visit";
import { hasConflict } from "@/db/commands/visits/who-may-visit";

/** Nobody has signed for what the correction says. */
const UNSIGNED = { signatures: { inspector: null, person: null } };

type Begun =
  | { ok: true; id: string }
  | Forbidden
  | { ok: false; reason: "not-published" | "being-corrected" | "conflict" };

/**
 * Begins the correction of a published visit: a new draft that holds what the old one held, under
 * the same scheme version, and takes its place once a second person has confirmed it.
 */
export async function correctVisit(
  db: Db,
  actor: Actor,
  { id, of, reason }: { id: string; of: string; reason: string },
  now: Date,
): Promise<Begun> {
  return db.begin(async (tx): Promise<Begun> => {
    const old = await lockVisit(tx, of);
    const authority = old?.authorityId ?? null;
    const allowed = await authorise(tx, actor, "record-visit", authority, `visit:${of}`);
    if (!allowed || !old) return FORBIDDEN;
    const [begun] = await tx<{ id: string; inspectorId: string }[]>`
      select id, inspector_id from visits
      where supersedes = ${of} and state in ('draft', 'submitted', 'awaiting')`;
    if (begun?.inspectorId === actor.userId) return { ok: true, id: begun.id };
    if (begun) return { ok: false, reason: "being-corrected" };
    if (old.state !== "published") return { ok: false, reason: "not-published" };
    if (await hasConflict(tx, actor.userId, old.siteId)) return { ok: false, reason: "conflict" };
    await tx`
      insert into visits (id, site_id, domain, authority_id, scheme_id, scheme_version, kind,
        inspector_id, document, saved_at, created_at, supersedes)
      select ${id}, site_id, domain, authority_id, scheme_id, scheme_version, kind,
        ${actor.userId}, document || ${tx.json(UNSIGNED)}::jsonb, ${now}, ${now}, id
      from visits where id = ${of}`;
    await tx`
      insert into attachments (visit_id, item_code, sha256, media_type, bytes, width, height,
        uploaded_by, uploaded_at)
      select ${id}, item_code, sha256, media_type, bytes, width, height, uploaded_by, uploaded_at
      from attachments where visit_id = ${of} and removed_at is null`;
    await noteStep(tx, id, null, "draft", { actorId: actor.userId, at: now, reason });
    return { ok: true, id };
  });
}
