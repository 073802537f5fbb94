import type { EntityNumber } from "@/core/entity";
import { checkEntityNumber, isEntityScheme } from "@/core/entity-number";
import { type Actor, rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";

/** The roles by which somebody speaks for something at this moment. */
function held(db: Db | Tx, actor: Actor) {
  return db`(
    select m.site_id, m.entity_id, m.authority_id, m.granted_at from memberships m
    where m.user_id = ${actor.userId} and m.ended_at is null
      and m.role in ${db(rolesFor("read-own-standing"))})`;
}

/** The legal entities that somebody speaks for, for the `where` of a query. */
export function ownEntities(db: Db | Tx, actor: Actor) {
  return db`(
    with recursive line as (
      select e.id, e.merged_into from legal_entities e
      where e.id in (select h.entity_id from ${held(db, actor)} h)
      union
      select next.id, next.merged_into from line
      join legal_entities next on next.id = line.merged_into
    )
    select id from line where merged_into is null)`;
}

/** The places that somebody was invited to speak for, without those of their entities. */
export function sitesOfTheirOwn(db: Db | Tx, actor: Actor) {
  return db`(
    with recursive line as (
      select s.id, s.merged_into from sites s
      where s.id in (select h.site_id from ${held(db, actor)} h)
      union
      select next.id, next.merged_into from line join sites next on next.id = line.merged_into
    )
    select id from line where merged_into is null)`;
}

/** Every place that somebody speaks for: by itself, or because their entity runs it. */
export function ownSites(db: Db | Tx, actor: Actor) {
  return db`(
    select own.id from ${sitesOfTheirOwn(db, actor)} own
    union
    select o.site_id from site_operators o
    where o.valid_to is null and o.entity_id in ${ownEntities(db, actor)})`;
}

/** The id of a place that somebody speaks for, null for any other; either is logged. */
export async function lookAtOwnSite(
  tx: Tx,
  actor: Actor,
  publicId: string,
): Promise<number | null> {
  const [site] = await tx<{ id: number; isOwn: boolean }[]>`
    select s.id, s.id in ${ownSites(tx, actor)} as is_own from sites s
    where s.public_id = ${publicId}`;
  const isOwn = site?.isOwn === true;
  await logOwnLook(tx, actor, site ? `site:${site.id}` : `site-number:${publicId}`, isOwn);
  return isOwn ? site.id : null;
}

/** The id of an entity that somebody speaks for, null for any other; either is logged. */
export async function lookAtOwnEntity(
  tx: Tx,
  actor: Actor,
  { scheme, number }: EntityNumber,
): Promise<number | null> {
  const [entity] = await tx<{ id: number; isOwn: boolean }[]>`
    select i.entity_id as id, i.entity_id in ${ownEntities(tx, actor)} as is_own
    from entity_identifiers i where i.scheme = ${scheme} and i.number = ${number}`;
  const isOwn = entity?.isOwn === true;
  const subject = entity ? `entity:${entity.id}` : askedNumber(scheme, number);
  await logOwnLook(tx, actor, subject, isOwn);
  return isOwn ? entity.id : null;
}

/** What was typed may be the number of a natural person: such is not kept, nor is what is no number. */
function askedNumber(scheme: string, typed: string): string {
  const checked = isEntityScheme(scheme) ? checkEntityNumber(scheme, typed) : null;
  return checked?.ok ? `entity-number:${scheme} ${checked.number}` : "entity-number:unknown";
}

/**
 * Whether a visit is a published one of a place that somebody speaks for: whoever runs a place
 * reads what was found there since they do. Only what is theirs is logged.
 */
export async function lookAtOwnReport(tx: Tx, actor: Actor, visitId: string): Promise<boolean> {
  const [own] = await tx`
    select from visits v
    where v.id = ${visitId} and v.state = 'published' and ${isReadable(tx, actor)}`;
  if (own) await logOwnLook(tx, actor, `report:${visitId}`, true);
  return own !== undefined;
}

/** The condition that the report of a visit `v` is somebody's to read. */
export function isReadable(db: Db | Tx, actor: Actor) {
  return db`(
    v.site_id in ${sitesOfTheirOwn(db, actor)}
    or exists (
      select from site_operators o
      where o.site_id = v.site_id and o.valid_to is null and o.valid_from <= v.visited_on
        and o.entity_id in ${ownEntities(db, actor)}))`;
}

/** Logged once for each authority that they speak for something at. */
async function logOwnLook(tx: Tx, actor: Actor, subject: string, allowed: boolean): Promise<void> {
  await tx`
    insert into access_log (user_id, authority_id, action, subject, allowed)
    select distinct ${actor.userId}, h.authority_id, 'read-own-standing', ${subject}, ${allowed}::boolean
    from (select 1) one left join ${held(tx, actor)} h on true`;
}
