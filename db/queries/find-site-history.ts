import type { IsoDate } from "@/core/import-row";
import type { Finding, SourceNote, Visit } from "@/core/listing";
import { isOfPreviousOperator } from "@/core/previous-operator";
import type { Inputs } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { Db } from "@/db/client";
import { findMerged, findTakenOver, listVisits, withMerged } from "@/db/queries/find-site";
import { officeOf } from "@/db/queries/office-source";

/** A rating as it was issued, and what took its place. */
interface HistoricRating {
  id: string;
  domain: SiteDomain;
  standing: Standing;
  scheme: string | null;
  outcome: string | null;
  published: string | null;
  inputs: Inputs;
  origin: "published" | "computed";
  ratedOn: IsoDate | null;
  /** The day of the snapshot that said so. */
  sourceAsOf: IsoDate;
  recordedAt: Date;
  /** The rating that stands instead, null for the current one. */
  supersededBy: string | null;
  visit: string | null;
  /** Of a day before the present operator took the site over from another. */
  previousOperator: boolean;
}

/** Everything that was ever published about one site, newest first. */
export interface SiteHistory {
  source: SourceNote;
  ratings: HistoricRating[];
  names: { name: string; from: IsoDate | null; until: IsoDate | null }[];
  visits: {
    id: string;
    domain: SiteDomain;
    visitedOn: IsoDate;
    type: string | null;
    findings: Finding[];
    ended: Visit["ended"];
    previousOperator: boolean;
  }[];
}

/** The history of a site; where it goes on for a merged one; null where the id was never given. */
export async function findSiteHistory(
  db: Db,
  id: string,
): Promise<SiteHistory | { mergedInto: string } | null> {
  const [site] = await db<(SourceNote & { siteId: number })[]>`
    select l.site_id, s.name, s.licence, s.licence_url, s.url, s.as_of, s.language,
      ${officeOf(db, "s")} as office
    from listings l
    join site_sources link on link.site_id = l.site_id and not link.replaced
    join sources s on s.id = link.source_id
    where l.public_id = ${id}`;
  if (!site) return findMerged(db, id);
  const { siteId, ...source } = site;
  const takenOver = await findTakenOver(db, siteId);
  const [ratings, names, visits] = await Promise.all([
    listRatings(db, siteId),
    db<SiteHistory["names"]>`
      select name, valid_from as "from", valid_to as until from site_names
      where site_id = ${siteId} order by valid_to desc nulls first, id desc`,
    listVisits(db, siteId, takenOver),
  ]);
  const visitIds = new Map(visits.map((visit) => [visit.key, visit.id]));
  return {
    source,
    ratings: ratings.map(({ visitKey, ...rating }) => ({
      ...rating,
      visit: (visitKey && visitIds.get(visitKey)) ?? null,
      previousOperator: isOfPreviousOperator(rating.ratedOn ?? rating.sourceAsOf, takenOver),
    })),
    names: [...names],
    visits: visits.map(({ key: _, timeIn: __, ...visit }) => visit),
  };
}

function listRatings(db: Db, siteId: number) {
  return db<(Omit<HistoricRating, "visit" | "previousOperator"> & { visitKey: string | null })[]>`
    select id::text as id, domain, standing, scheme_id || '@' || scheme_version as scheme, outcome,
      published, inputs, origin, rated_on, source_as_of, recorded_at,
      superseded_by::text as superseded_by, visit_key
    from ratings where site_id in ${withMerged(db, siteId)}
    order by coalesce(rated_on, source_as_of) desc, source_as_of desc, ratings.id desc`;
}
