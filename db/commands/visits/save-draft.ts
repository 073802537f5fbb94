import type { Actor } from "@/core/permissions";
import { withoutPersons } from "@/core/personal-number";
import type { VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";
import { FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockOwnVisit, moveVisit } from "@/db/commands/visits/lock-visit";
import { signedByAccount } from "@/db/commands/visits/signed-by-account";

type Saved =
  | { ok: true; revision: number }
  | Forbidden
  | { ok: false; reason: "submitted" }
  | { ok: false; reason: "saved-elsewhere"; revision: number };

/**
 * Keeps a draft as its form stands. `revision` is the one the form was read with: what another
 * device has saved since is not written over. Numbers of natural persons are struck out, and the
 * inspector signs by the name of the account.
 */
export async function saveDraft(
  db: Db,
  actor: Actor,
  { id, document, revision }: { id: string; document: VisitDraft; revision: number },
  now: Date,
): Promise<Saved> {
  return db.begin(async (tx): Promise<Saved> => {
    const visit = await lockOwnVisit(tx, actor, id);
    if (!visit) return FORBIDDEN;
    if (visit.state !== "draft") return { ok: false, reason: "submitted" };
    if (visit.revision !== revision) {
      return { ok: false, reason: "saved-elsewhere", revision: visit.revision };
    }
    const signed = await signedByAccount(tx, visit.inspectorId, withoutPersons(document));
    await tx`
      update visits set document = ${tx.json(signed)}, kind = ${document.kind},
        revision = revision + 1, saved_at = ${now}
      where id = ${id}`;
    return { ok: true, revision: revision + 1 };
  });
}

/** Gives up a draft that was never submitted; what is written on it stays with its reason. */
export async function discardDraft(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "submitted" }> {
  return db.begin(async (tx) => {
    const visit = await lockOwnVisit(tx, actor, id);
    if (!visit) return FORBIDDEN;
    if (visit.state === "withdrawn") return { ok: true } as const;
    if (visit.state !== "draft" || visit.submittedAt) {
      return { ok: false, reason: "submitted" } as const;
    }
    await moveVisit(tx, visit, "withdrawn", { actorId: actor.userId, at: now, reason });
    return { ok: true } as const;
  });
}
