import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";

/** Registers a key of an authority's; by the operator's own command where there is no actor. */
export async function addAuthorityKey(
  db: Db,
  actor: Actor | null,
  input: { authorityId: number; name: string; publicKey: string },
): Promise<{ ok: true; id: string } | Forbidden | { ok: false; reason: "key-known" }> {
  return db.begin(async (tx) => {
    const { authorityId, name, publicKey } = input;
    const subject = `authority:${authorityId}`;
    if (actor && !(await authorise(tx, actor, "manage-keys", authorityId, subject))) {
      return FORBIDDEN;
    }
    const [made] = await tx<{ id: string }[]>`
      insert into authority_keys (authority_id, name, public_key, registered_by)
      values (${authorityId}, ${name}, ${publicKey}, ${actor?.userId ?? null})
      on conflict (public_key) do nothing returning id`;
    if (!made) return { ok: false, reason: "key-known" } as const;
    if (actor) await logAct(tx, actor, "manage-keys", authorityId, `key:${made.id}:added`);
    return { ok: true, id: made.id } as const;
  });
}

/** Ends a key: what is signed with it from now on is refused. It is never taken up again. */
export async function endAuthorityKey(
  db: Db,
  actor: Actor | null,
  id: string,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "key-ended" }> {
  return db.begin(async (tx) => {
    const [key] = await tx<{ authorityId: number; endedAt: Date | null }[]>`
      select authority_id, ended_at from authority_keys where id = ${id} for update`;
    const authorityId = key?.authorityId ?? null;
    if (actor && !(await authorise(tx, actor, "manage-keys", authorityId, `key:${id}`))) {
      return FORBIDDEN;
    }
    if (!key || key.endedAt !== null) return { ok: false, reason: "key-ended" } as const;
    await tx`
      update authority_keys set ended_by = ${actor?.userId ?? null}, ended_at = clock_timestamp()
      where id = ${id}`;
    if (actor) await logAct(tx, actor, "manage-keys", key.authorityId, `key:${id}:ended`);
    return { ok: true } as const;
  });
}
