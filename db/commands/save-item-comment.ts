import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";

/** Adds a sentence that inspectors may choose for a checklist item; the same one only once. */
export async function addItemComment(
  db: Db,
  actor: Actor,
  input: {
    authorityId: number;
    schemeId: string;
    itemCode: string;
    language: string;
    text: string;
  },
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "unknown" }> {
  return db.begin(async (tx) => {
    const { authorityId, schemeId, itemCode, language, text } = input;
    const subject = `authority:${authorityId}`;
    if (!(await authorise(tx, actor, "manage-comments", authorityId, subject))) return FORBIDDEN;
    const [item] = await tx`
      select from schemes s cross join lateral jsonb_array_elements(s.document->'checklist') item
      where s.id = ${schemeId} and item->>'code' = ${itemCode} limit 1`;
    if (!item) return { ok: false, reason: "unknown" } as const;
    await tx`select from authorities where id = ${authorityId} for no key update`;
    const added = await tx<{ id: number }[]>`
      insert into item_comments (authority_id, scheme_id, item_code, language, text, created_by)
      select ${authorityId}, ${schemeId}, ${itemCode}, ${language}, ${text}, ${actor.userId}
      where not exists (
        select from item_comments
        where authority_id = ${authorityId} and scheme_id = ${schemeId}
          and item_code = ${itemCode} and language = ${language} and text = ${text}
          and retired_at is null)
      returning id`;
    for (const { id } of added) {
      await logAct(tx, actor, "manage-comments", authorityId, `comment:${id}`);
    }
    return { ok: true } as const;
  });
}

/** Takes a sentence out of the choice; visits that used it keep it. */
export async function retireItemComment(
  db: Db,
  actor: Actor,
  { authorityId, id }: { authorityId: number; id: number },
): Promise<{ ok: true } | Forbidden> {
  return db.begin(async (tx) => {
    const subject = `authority:${authorityId}`;
    if (!(await authorise(tx, actor, "manage-comments", authorityId, subject))) return FORBIDDEN;
    await tx`
      update item_comments set retired_at = clock_timestamp()
      where id = ${id} and authority_id = ${authorityId} and retired_at is null`;
    await logAct(tx, actor, "manage-comments", authorityId, `comment:${id}:retired`);
    return { ok: true } as const;
  });
}
