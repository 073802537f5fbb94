import type { BulkGeneration, BulkManifest } from "@/core/bulk-manifest";
import type { BulkRow } from "@/core/bulk-row";
import type { EntityNumber } from "@/core/entity";
import type { IsoDate } from "@/core/import-row";
import { formatPublicId } from "@/core/public-id";
import type { Scheme } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { Tx } from "@/db/client";
import { type EventRow, eventColumns, toEvent } from "@/db/queries/list-events";
import { joinResultSource } from "@/db/queries/result-source";

const BATCH = 1000;

/** What is said of the whole board at the moment of the transaction. */
export async function findBulkFacts(
  tx: Tx,
): Promise<
  Pick<BulkGeneration, "revision" | "lastEvent"> & Pick<BulkManifest, "asOf" | "licences" | "sites">
> {
  const [facts] = await tx<{ revision: number; asOf: IsoDate | null; sites: number }[]>`
    select revision, (select max(as_of) from sources) as as_of,
      (select count(*) from listings) as sites
    from event_counter`;
  const [event] = await tx<{ position: number; contentHash: string }[]>`
    select position, content_hash from events order by position desc limit 1`;
  const licences = await tx<BulkManifest["licences"]>`
    select distinct licence, licence_url as url from sources order by licence, url`;
  if (!facts) throw new Error("The database has no event counter.");
  return { ...facts, lastEvent: event ?? null, licences: [...licences] };
}

type Site = Pick<
  BulkRow,
  | "name"
  | "language"
  | "kind"
  | "category"
  | "address"
  | "locality"
  | "postcode"
  | "state"
  | "authority"
  | "country"
  | "invented"
> & {
  publicId: string;
  slug: string;
  latE6: number | null;
  lonE6: number | null;
  endedOn: IsoDate | null;
  authorityName: string;
  resultPending: boolean;
  standings: Standings;
};
/** `[domain, standing, outcome, scheme, published, ratedOn, staleOn, asOf, source, licence, url]` */
type Standings = [
  SiteDomain,
  Standing | null,
  string | null,
  string | null,
  string | null,
  IsoDate | null,
  IsoDate | null,
  IsoDate | null,
  string,
  string | null,
  string | null,
][];

/** Every domain of every listed site, a batch at a time, in the order in which sites came. */
export async function* streamBulkRows(
  tx: Tx,
  schemes: ReadonlyMap<string, Scheme>,
  pageUrl: (id: string, slug: string) => string,
): AsyncIterable<BulkRow[]> {
  const sites = tx<Site[]>`
    select l.public_id, l.slug, l.name, l.language, l.kind, l.category, l.address, l.locality,
      l.postcode, l.lat_e6, l.lon_e6, l.state, l.ended_on, l.result_pending,
      authority.slug as authority, authority.name as authority_name, authority.country,
      authority.invented,
      json_build_array(
        json_build_array('food', l.food_standing, l.food_outcome, l.food_scheme,
          l.food_published, l.food_rated_on, l.food_stale_on, l.food_as_of,
          food_source.name, food_source.licence, food_source.licence_url),
        json_build_array('goods', l.goods_standing, l.goods_outcome, l.goods_scheme,
          l.goods_published, l.goods_rated_on, l.goods_stale_on, l.goods_as_of,
          goods_source.name, goods_source.licence, goods_source.licence_url)
      ) as standings
    from listings l
    join authorities authority on authority.id = l.authority_id
    join site_sources link on link.site_id = l.site_id and not link.replaced
    ${joinResultSource(tx, "food")} ${joinResultSource(tx, "goods")}
    order by l.site_id`.cursor(BATCH);
  for await (const batch of sites) {
    yield batch.flatMap((site) => toRows(site, schemes, pageUrl));
  }
}

function toRows(
  site: Site,
  schemes: ReadonlyMap<string, Scheme>,
  pageUrl: (id: string, slug: string) => string,
): BulkRow[] {
  const rows: BulkRow[] = [];
  for (const [
    domain,
    standing,
    outcome,
    scheme,
    published,
    rated,
    stale,
    asOf,
    ...of
  ] of site.standings) {
    const [source, licence, licenceUrl] = of;
    if (standing === null || asOf === null) continue;
    rows.push({
      site: formatPublicId(site.publicId),
      name: site.name,
      language: site.language,
      kind: site.kind,
      category: site.category,
      address: site.address,
      locality: site.locality,
      postcode: site.postcode,
      lat: site.latE6 === null ? null : site.latE6 / 1e6,
      lon: site.lonE6 === null ? null : site.lonE6 / 1e6,
      state: site.state,
      ended_on: site.endedOn,
      authority: site.authority,
      authority_name: site.authorityName,
      country: site.country,
      invented: site.invented,
      domain,
      standing,
      outcome,
      word: schemes.get(scheme ?? "")?.outcomes[outcome ?? ""]?.word.en ?? null,
      scheme,
      published,
      rated_on: rated,
      stale_on: stale,
      as_of: asOf,
      result_pending: site.resultPending,
      source,
      licence,
      licence_url: licenceUrl,
      url: pageUrl(site.publicId, site.slug),
    });
  }
  return rows;
}

/** One event of the publication log in the bulk files: of a site or of a legal entity. */
export interface BulkEvent {
  position: number;
  kind: string;
  site: string | null;
  entity: EntityNumber | null;
  content_hash: string;
  at: string;
}

/** The whole publication log, a batch at a time, in order. */
export async function* streamBulkEvents(tx: Tx): AsyncIterable<BulkEvent[]> {
  const events = tx<EventRow[]>`select ${eventColumns(tx)} order by e.position`.cursor(BATCH);
  for await (const batch of events) {
    yield batch.map(toEvent).map(({ position, kind, site, entity, hash, at }) => ({
      position,
      kind,
      site: site && formatPublicId(site),
      entity,
      content_hash: hash,
      at: at.toISOString(),
    }));
  }
}
