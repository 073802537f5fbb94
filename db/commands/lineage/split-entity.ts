import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { type EntityNumber, lockEntity, publishThese } from "@/db/commands/lineage/merge-entities";
import { moveOfEntity } from "@/db/commands/lineage/move-of-entity";
import {
  holdTaxFeeds,
  type LineageRefused,
  lineageRefused,
  recordLineage,
} from "@/db/commands/lineage/record-lineage";

/**
 * Makes two of an entity that was recorded as one: the numbers and the sites (public ids) that are
 * named go to a new one, of whose legal form nothing is known until a source states it. At least
 * one number goes and at least one stays, so that each of the two is found.
 */
export async function splitEntity(
  db: Db,
  actor: Actor,
  input: { numbers: readonly EntityNumber[]; sites: readonly string[]; reason: string },
): Promise<{ ok: true; lineageId: number } | Forbidden | LineageRefused> {
  return db.begin(async (tx) => {
    const [first] = input.numbers;
    const subject = first ? `entity:${first.scheme}:${first.number}` : "entity";
    if (!(await authorise(tx, actor, "merge-entities", null, subject))) return FORBIDDEN;
    await holdTaxFeeds(tx);
    const entity = first ? await lockEntity(tx, first) : null;
    if (!entity) return lineageRefused("unknown");
    const own = await tx<EntityNumber[]>`
      select scheme, number from entity_identifiers where entity_id = ${entity.id}`;
    const isNamed = (one: EntityNumber) =>
      input.numbers.some(({ scheme, number }) => scheme === one.scheme && number === one.number);
    if (own.filter(isNamed).length < input.numbers.length) return lineageRefused("unknown");
    if (own.every(isNamed)) return lineageRefused("nothing-left");
    const sites = await tx<{ id: number; isOwn: boolean }[]>`
      select s.id, exists (
        select from site_operators o where o.site_id = s.id and o.entity_id = ${entity.id}
      ) as is_own
      from sites s where s.public_id = any (${input.sites}::text[])`;
    if (sites.length < new Set(input.sites).size) return lineageRefused("unknown");
    if (sites.some(({ isOwn }) => !isOwn)) return lineageRefused("operated-elsewhere");
    const [made] = await tx<{ id: number }[]>`
      insert into legal_entities (state) values (${entity.state}) returning id`;
    if (!made) throw new Error("The entity was not written.");
    const lineageId = await recordLineage(tx, {
      kind: "split",
      fromSite: null,
      toSite: null,
      fromEntity: entity.id,
      toEntity: made.id,
      reason: input.reason,
      userId: actor.userId,
    });
    const chosen = { numbers: input.numbers, siteIds: sites.map(({ id }) => id) };
    await moveOfEntity(tx, { from: entity.id, to: made.id, lineageId, chosen });
    await publishThese(tx, [entity.id, made.id]);
    return { ok: true, lineageId } as const;
  });
}
