import type { PendingQuery, Row } from "postgres";
import type { Ending, Issued } from "@/core/issued";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { joinResultSource } from "@/db/queries/result-source";

/** Ratings of one site as they were issued, the last published here first. */
export async function listIssuedAt(db: Db, id: string, limit: number): Promise<Issued[]> {
  return list(db, db`where l.public_id = ${id} order by r.id desc limit ${limit}`);
}

/** Ratings of an authority, the last published here first; `before` is the id of a rating. */
export async function listIssuedBy(
  db: Db,
  slug: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<Issued[]> {
  const newest = db`
    where r.id in (
      select newest.id from authorities named
      join sources published on published.authority_id = named.id
      cross join lateral (
        select r.id from ratings r
        where r.source_id = published.id ${before === null ? db`` : db`and r.id < ${before}`}
          and exists (select from listings where site_id = r.site_id)
        order by r.id desc limit ${limit}
      ) newest
      where named.slug = ${slug}
    )
    order by r.id desc limit ${limit}`;
  return list(db, newest);
}

/**
 * The ratings that the listings of some sites show in one domain, the last inspected first; none of
 * a site whose result is being confirmed.
 */
export async function listIssuedNow(
  db: Db,
  ids: readonly string[],
  domain: SiteDomain,
): Promise<Issued[]> {
  if (ids.length === 0) return [];
  return list(
    db,
    db`
      ${joinResultSource(db, domain)}
      where l.public_id in ${db(ids)} and r.domain = ${domain} and r.superseded_by is null
        and r.source_id = ${db(`${domain}_source`)}.id
        and ${db(`l.${domain}_standing`)} <> 'pending'
      order by coalesce(r.rated_on, '-infinity') desc, r.id desc`,
  );
}

async function list(db: Db, which: PendingQuery<Row[]>): Promise<Issued[]> {
  const rows = await db<
    (Omit<Issued, "place"> &
      Issued["place"] & { ratingId: number; authoritySlug: string; authorityName: string })[]
  >`
    select r.id as rating_id, r.domain, r.standing, r.scheme_id || '@' || r.scheme_version as scheme,
      r.outcome, r.published, r.rated_on, r.source_as_of as as_of, r.origin, r.inputs, r.recorded_at,
      l.public_id as id, l.slug, l.name, l.language, l.address, l.locality,
      authority.slug as authority_slug, authority.name as authority_name,
      source.licence, source.licence_url
    from ratings r
    join listings l on l.site_id = r.site_id
    join sources source on source.id = r.source_id
    join authorities authority on authority.id = source.authority_id
    join site_sources link on link.site_id = r.site_id and not link.replaced
    ${which}`;
  return rows.map((row) => {
    const { id, slug, name, language, address, locality, ratingId, ...rest } = row;
    const { authoritySlug, authorityName, ...rating } = rest;
    const authority = { slug: authoritySlug, name: authorityName };
    return {
      ...rating,
      id: ratingId,
      place: { id, slug, name, language, address, locality, authority },
    };
  });
}

/** When a site left its authority's list and came back, newest first. */
export async function listEndings(db: Db, id: string, limit: number): Promise<Ending[]> {
  const rows = await db<Ending[]>`
    select position, kind, at from events
    where site_id = (select site_id from listings where public_id = ${id})
      and kind in ('ended', 'reopened')
    order by position desc limit ${limit}`;
  return [...rows];
}
