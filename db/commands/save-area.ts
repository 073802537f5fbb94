import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { refreshAreas } from "@/db/commands/refresh-due-visits";

/** A part of an authority's territory: places in these localities, or whose postcode begins so. */
export interface AreaInput {
  authorityId: number;
  name: string;
  localities: readonly string[];
  postcodes: readonly string[];
}

type Answer = { ok: true } | Forbidden | { ok: false; reason: "held" | "unknown" | "empty-area" };

/** Adds an area; the worklist tells its places apart from then on. */
export async function addArea(db: Db, actor: Actor, input: AreaInput): Promise<Answer> {
  return manage(db, actor, input.authorityId, async (tx) => {
    if (input.localities.length + input.postcodes.length === 0) return "empty-area";
    const added = await tx`
      insert into areas (authority_id, name, localities, postcodes)
      values (${input.authorityId}, ${input.name}, ${input.localities as string[]}::text[],
        ${input.postcodes.map(plainPostcode)}::text[])
      on conflict (authority_id, name) where removed_at is null do nothing`;
    return added.count > 0 ? `area:${input.name}` : "held";
  });
}

/** Removes an area; its places stay, in another area or in none. */
export async function removeArea(
  db: Db,
  actor: Actor,
  { authorityId, id }: { authorityId: number; id: number },
): Promise<Answer> {
  return manage(db, actor, authorityId, async (tx) => {
    const removed = await tx`
      update areas set removed_at = clock_timestamp()
      where id = ${id} and authority_id = ${authorityId} and removed_at is null`;
    return removed.count > 0 ? `area:${id}:removed` : "unknown";
  });
}

async function manage(
  db: Db,
  actor: Actor,
  authorityId: number,
  change: (tx: Tx) => Promise<`area:${string}` | "held" | "unknown" | "empty-area">,
): Promise<Answer> {
  return db.begin(async (tx): Promise<Answer> => {
    const subject = `authority:${authorityId}`;
    if (!(await authorise(tx, actor, "manage-areas", authorityId, subject))) return FORBIDDEN;
    const done = await change(tx);
    if (done === "held" || done === "unknown" || done === "empty-area")
      return { ok: false, reason: done };
    await logAct(tx, actor, "manage-areas", authorityId, done);
    await refreshAreas(tx, authorityId);
    return { ok: true };
  });
}

/** As postcodes are compared: capitals, no spaces. */
function plainPostcode(text: string): string {
  return text.replaceAll(/\s/g, "").toUpperCase();
}
