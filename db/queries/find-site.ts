import type { IsoDate } from "@/core/import-row";
import type {
  Authority,
  Finding,
  IssuedRating,
  Kin,
  Listing,
  SiteDetail,
  SourceNote,
  Visit,
} from "@/core/listing";
import { toGrid } from "@/core/map-grid";
import { isOfPreviousOperator, type Operated, takenOverOn } from "@/core/previous-operator";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { standingColumn } from "@/db/queries/board-filter";
import { findTaxStanding } from "@/db/queries/find-tax-standing";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { officeOf } from "@/db/queries/office-source";

const SIBLINGS_MAX = 20;
const NEARBY_MAX = 6;
/** So many nearest sites of any kind are looked through for them. */
const NEARBY_SEEN = 300;

/** Everything the page of one site shows; null where the id was never given. */
export async function findSite(
  db: Db,
  id: string,
): Promise<SiteDetail | { mergedInto: string } | null> {
  const [row] = await db<Record<string, unknown>[]>`
    select ${listingColumns(db)}, l.state, l.ended_on, l.entity_id, l.grid_x, l.grid_y,
      site.category_as_published, link.source_key, source.id as source_id,
      source.name as source_name, source.licence, source.licence_url, source.url,
      source.as_of as source_as_of, source.language as source_language,
      ${officeOf(db, "source")} as source_office,
      authority.country, authority.language as authority_language,
      authority.website as authority_website, authority.email as authority_email,
      authority.invented
    from listings l
    join sites site on site.id = l.site_id
    join site_sources link on link.site_id = l.site_id and not link.replaced
    join sources source on source.id = link.source_id
    join authorities authority on authority.id = l.authority_id
    where l.public_id = ${id}`;
  if (!row) return findMerged(db, id);
  const siteId = row.siteId as number;
  const listing = toListing(row);
  const entityId = row.entityId as number | null;
  const takenOver = await findTakenOver(db, siteId);
  const [
    ratings,
    visits,
    formerNames,
    replies,
    operators,
    operatorDetail,
    pitches,
    kin,
    siblings,
    nearby,
  ] = await Promise.all([
    listRatings(db, siteId, takenOver),
    listVisits(db, siteId, takenOver),
    db<{ name: string; until: IsoDate }[]>`
      select name, valid_to as until from site_names
      where site_id = ${siteId} and valid_to is not null order by valid_to desc, id`,
    db<{ text: string; since: IsoDate }[]>`
      select text, valid_from as since from replies
      where site_id = ${siteId} and valid_to is null`,
    db<{ scheme: string; number: string }[]>`
      select scheme, number from entity_identifiers
      where entity_id = ${entityId} order by level = 'establishment', scheme, number limit 1`,
    findOperator(db, entityId),
    db<{ place: string; latE6: number; lonE6: number }[]>`
      select place, lat_e6, lon_e6 from pitches
      where site_id = ${siteId} and on_day = (now() at time zone 'UTC')::date`,
    listKin(db, siteId),
    listSiblings(db, siteId, entityId),
    listNearby(db, siteId, listing),
  ]);
  const ofVisit = new Map(
    ratings.flatMap((r) => (r.visitKey && !r.replaced ? [[r.visitKey, r.issued] as const] : [])),
  );
  const reply = replies[0];
  const pitch = listing.kind === "mobile" ? (pitches[0] ?? null) : null;
  return {
    ...listing,
    categoryAsPublished: row.categoryAsPublished as string | null,
    formerNames: [...formerNames],
    state: row.state as SiteDetail["state"],
    endedOn: row.endedOn as IsoDate | null,
    authorityDetail: toAuthority(row),
    source: toSourceNote(row),
    sourceKey: row.sourceKey as string,
    ratings: ratings.filter((r) => r.issued.current).map((r) => r.issued),
    earlier: ratings.filter((r) => !r.issued.current && !r.visitKey).map((r) => r.issued),
    visits: visits.map(({ key, ...visit }) => ({ ...visit, rating: ofVisit.get(key) ?? null })),
    reply: reply ? { ...reply, language: row.sourceLanguage as string } : null,
    operator: operators[0] ?? null,
    operatorDetail,
    pitch: pitch && {
      place: pitch.place,
      position: { lat: pitch.latE6 / 1e6, lon: pitch.lonE6 / 1e6 },
    },
    takenOverOn: takenOver,
    kin,
    siblings,
    nearby,
  };
}

/** Of a listed legal entity alone: of a natural person nothing is told. */
async function findOperator(
  db: Db,
  entityId: number | null,
): Promise<SiteDetail["operatorDetail"]> {
  const [[named], tax] = await Promise.all([
    db<{ name: string | null; language: string | null }[]>`
      select name, language from entity_listings where entity_id = ${entityId}`,
    findTaxStanding(db, entityId),
  ]);
  return named && tax ? { ...named, tax } : null;
}

/** The site that one of this id has become by all its mergers, null where it was not merged. */
export async function findMerged(db: Db, id: string): Promise<{ mergedInto: string } | null> {
  const [merged] = await db<{ mergedInto: string }[]>`
    with recursive heirs as (
      select s.merged_into as id from sites s where s.public_id = ${id}
      union
      select s.merged_into from heirs join sites s on s.id = heirs.id
    )
    select s.public_id as merged_into from heirs join sites s on s.id = heirs.id
    where s.merged_into is null`;
  return merged ?? null;
}

/** When the present operator of a site followed another. */
export async function findTakenOver(db: Db, siteId: number): Promise<IsoDate | null> {
  const operators = await db<Operated[]>`
    select entity_id, valid_from as "from", valid_to as until from site_operators
    where site_id = ${siteId} and undone_at is null`;
  return takenOverOn(operators);
}

/** A site and those merged into it, whose records are its own now. */
export function withMerged(db: Db, siteId: number) {
  return db`(
    with recursive own as (
      select ${siteId}::bigint as id
      union
      select s.id from own join sites s on s.merged_into = own.id
    )
    select id from own)`;
}

/** Where a site went on and what it came from, as far as that stands. */
async function listKin(db: Db, siteId: number): Promise<Kin[]> {
  return db<Kin[]>`
    select told.kind || direction as relation, other.public_id as id, other.slug, other.name,
      other.language, other.address, (done_at at time zone 'UTC')::date as "on"
    from (
      select id, kind, done_at, to_site as other_site,
        case kind when 'moved' then '-to' else '-into' end as direction
      from lineage where from_site = ${siteId} and undone_at is null
      union all
      select id, kind, done_at, from_site, '-from'
      from lineage where to_site = ${siteId} and undone_at is null
    ) told
    cross join lateral (
      with recursive heirs as (
        select told.other_site as id
        union
        select s.merged_into from heirs join sites s on s.id = heirs.id
      )
      select heirs.id from heirs join sites s on s.id = heirs.id where s.merged_into is null
    ) heir
    join listings other on other.site_id = heir.id
    where told.kind in ('moved', 'split') and other.site_id <> ${siteId}
    order by told.id`;
}

function toAuthority(row: Record<string, unknown>): Authority {
  return {
    slug: row.authoritySlug as string,
    name: row.authorityName as string,
    country: row.country as string,
    language: row.authorityLanguage as string,
    website: row.authorityWebsite as string | null,
    email: row.authorityEmail as string | null,
    invented: row.invented as boolean,
  };
}

function toSourceNote(row: Record<string, unknown>): SourceNote {
  return {
    name: row.sourceName as string,
    licence: row.licence as string | null,
    licenceUrl: row.licenceUrl as string | null,
    url: row.url as string | null,
    asOf: row.sourceAsOf as IsoDate,
    language: row.sourceLanguage as string,
    office: row.sourceOffice as SourceNote["office"],
  };
}

/** Newest first. `replaced` marks a visit's result that a later one of the same visit replaced. */
async function listRatings(db: Db, siteId: number, takenOver: IsoDate | null) {
  const rows = await db<
    (Omit<IssuedRating, "resultPending" | "current" | "previousOperator"> & {
      visitKey: string | null;
      current: boolean;
      replaced: boolean;
      resultPending: boolean;
    })[]
  >`
    select r.domain, r.standing, r.scheme_id || '@' || r.scheme_version as scheme, r.outcome,
      r.published, r.rated_on, r.source_as_of as as_of, r.inputs, r.origin, r.visit_key,
      source.name as source, ${officeOf(db, "source")} as office,
      -- Of two sources that both have a current result the later day holds, as in listings.
      r.site_id = ${siteId} and r.superseded_by is null
        and row_number() over (partition by r.domain, r.superseded_by is null, r.site_id
        order by (r.source_id = link.source_id or source.format = 'office') desc,
          coalesce(r.rated_on, r.source_as_of) desc, source.format = 'office' desc, r.id desc
      ) = 1 as current,
      row_number() over (partition by r.source_id, r.visit_key
        order by r.source_as_of desc, r.id desc) > 1 as replaced,
      r.superseded_by is null and link.result_pending as result_pending,
      exists (select from visits v
        where v.rating_id = r.id and v.state = 'awaiting') as unconfirmed
    from ratings r
    join sources source on source.id = r.source_id
    join site_sources link on link.site_id = ${siteId} and not link.replaced
    where r.site_id in ${withMerged(db, siteId)}
    order by coalesce(r.rated_on, r.source_as_of) desc, r.source_as_of desc, r.id desc`;
  return rows.map(({ visitKey, replaced, ...issued }) => ({
    visitKey,
    replaced,
    issued: {
      ...issued,
      previousOperator: isOfPreviousOperator(issued.ratedOn ?? issued.asOf, takenOver),
    },
  }));
}

/** Newest first, each with its source's key and its findings. */
export async function listVisits(
  db: Db,
  siteId: number,
  takenOver: IsoDate | null,
): Promise<(Omit<Visit, "rating"> & { key: string })[]> {
  const rows = await db<
    {
      id: number;
      key: string;
      domain: SiteDomain;
      visitedOn: IsoDate;
      timeIn: string | null;
      type: string | null;
      ended: Visit["ended"];
      findings: Finding[];
    }[]
  >`
    select i.id, i.source_key as key, i.domain, i.visited_on, i.type,
      (select v.document->>'timeIn' from visits v
        where v.site_id = i.site_id and v.inspection_id = i.id) as time_in,
      case when i.superseded_by = i.id then 'withdrawn'
        when i.superseded_by is not null then 'corrected' end as ended,
      coalesce(
        jsonb_agg(jsonb_build_object('code', f.code, 'text', f.text, 'severity', f.severity,
          'severityAsPublished', f.severity_as_published, 'correctedOnSite', f.corrected_on_site,
          'repeated', f.repeated,
          'action', f.action, 'courtOutcome', f.court_outcome, 'fine', f.fine) order by f.ordinal)
          filter (where f.inspection_id is not null), '[]'
      ) as findings
    from inspections i left join findings f on f.inspection_id = i.id
    where i.site_id in ${withMerged(db, siteId)}
      -- What a source has told anew is one visit; a correction made here is shown beside what it corrects.
      and (i.superseded_by is null or exists (
        select from sources s where s.id = i.source_id and s.format = 'office'))
    group by i.id order by i.visited_on desc, time_in desc nulls last, i.id desc`;
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    previousOperator: isOfPreviousOperator(row.visitedOn, takenOver),
  }));
}

async function listSiblings(db: Db, siteId: number, entityId: number | null): Promise<Listing[]> {
  if (entityId === null) return [];
  const rows = await db<Record<string, unknown>[]>`
    select ${listingColumns(db)}
    from listings l join authorities authority on authority.id = l.authority_id
    where l.entity_id = ${entityId} and l.site_id <> ${siteId} and l.state = 'open'
    order by l.name_normal, l.site_id limit ${SIBLINGS_MAX}`;
  return rows.map((row) => toListing(row));
}

async function listNearby(
  db: Db,
  siteId: number,
  { position, standings }: Listing,
): Promise<Listing[]> {
  const domain = standings[0]?.domain;
  if (!position || !domain) return [];
  const { x, y } = toGrid(position);
  const rows = await db<Record<string, unknown>[]>`
    select ${listingColumns(db)}
    from (
      select l.* from listings l where grid_x is not null
      order by point(grid_x, grid_y) <-> point(${x}, ${y}) limit ${NEARBY_SEEN}
    ) l join authorities authority on authority.id = l.authority_id
    where l.state = 'open' and l.site_id <> ${siteId}
      and ${standingColumn(db, { domain })} is not null
    order by point(l.grid_x, l.grid_y) <-> point(${x}, ${y}) limit ${NEARBY_MAX}`;
  return rows.map((row) => toListing(row, position));
}
