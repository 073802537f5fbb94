import type { IsoDate } from "@/core/import-row";
import type { Tx } from "@/db/client";
import { holdWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { matchSites } from "@/db/commands/match-sites";
import { mergeRatings } from "@/db/commands/merge-ratings";
import { mergeSites } from "@/db/commands/merge-sites";
import { mergeVisits } from "@/db/commands/merge-visits";
import { resolveRepeats } from "@/db/commands/resolve-repeats";
import { ImportRefused, type Staged } from "@/db/commands/stage-snapshot";

/** More than this share of a source's sites missing at once is held for a person to look at. */
const GONE_SHARE_MAX = 0.3;

const ANALYZE_FROM = 1000;
const ANALYZE_SHARE = 0.2;

export interface MergeContext {
  sourceId: number;
  /** Null before the first complete snapshot. */
  completeAsOf: IsoDate | null;
  asOf: IsoDate;
  domain: string;
  idBytes: () => Uint8Array;
}

/**
 * Merges the staged snapshot into the records, set-wise, and leaves the ids of the sites whose
 * listing may change in the temporary table `touched`.
 */
export async function mergeSnapshot(
  tx: Tx,
  staged: Staged,
  options: {
    format: string;
    repeats: boolean;
    partial: boolean;
    acceptGone: boolean;
    idBytes: () => Uint8Array;
  },
): Promise<{ sourceId: number; wrote: boolean; counts: Record<string, number> }> {
  const { sourceId, completeAsOf } = await openSource(tx, staged, options.format);
  await holdWhoIsWho(tx);
  const context: MergeContext = {
    sourceId,
    completeAsOf,
    asOf: staged.asOf,
    domain: staged.snapshot.domain,
    idBytes: options.idBytes,
  };
  await tx`create temp table touched (site_id bigint primary key) on commit drop`;
  await resolveRepeats(tx, options.repeats);
  const current =
    !options.partial &&
    (completeAsOf === null || staged.asOf >= completeAsOf) &&
    (await nameSites(tx));
  const matched = await matchSites(tx, context, current);
  const sites = await mergeSites(tx, context);
  const gone = current ? await markGone(tx, context, options.acceptGone) : 0;
  const visits = staged.counts.visits > 0 ? await mergeVisits(tx, context) : 0;
  const ratings = staged.counts.ratings > 0 ? await mergeRatings(tx, context) : 0;
  await tx`
    update sources set
      as_of = greatest(as_of, ${staged.asOf}),
      complete_as_of = case when ${current} then ${staged.asOf} else complete_as_of end
    where id = ${sourceId}`;
  await refreshStatistics(tx, sites.added + visits + ratings);
  const written = { ...sites, gone, newVisits: visits, newRatings: ratings };
  return {
    sourceId,
    wrote: Object.values(written).some((count) => count > 0),
    counts: { ...matched, ...written },
  };
}

/**
 * Gathers the keys that the snapshot names in the temporary table `named`, also those whose row was
 * refused: our refusal is no reason to call a business gone. False where a refused row had no key,
 * so that nobody knows whom it named.
 */
async function nameSites(tx: Tx): Promise<boolean> {
  await tx`
    create temp table named on commit drop as
    select key from staged_sites
    union select key from staged_issues where action = 'row-refused' and key is not null`;
  await tx`create index on named (key)`;
  const [nameless] = await tx`
    select from staged_issues where action = 'row-refused' and key is null limit 1`;
  return !nameless;
}

/** The planner must know of the rows that this transaction wrote before `publish` joins them. */
async function refreshStatistics(tx: Tx, written: number): Promise<void> {
  const [known] = await tx<{ rows: number }[]>`
    select greatest(sum(reltuples), 0)::float8 as rows from pg_class
    where oid in ('sites'::regclass, 'inspections'::regclass, 'ratings'::regclass)`;
  if (written < ANALYZE_FROM || written < (known?.rows ?? 0) * ANALYZE_SHARE) return;
  await tx`analyze sites, site_names, site_addresses, site_sources, inspections, findings, ratings`;
}

/** Finds or makes the source and its authority, and keeps other imports of it waiting. */
async function openSource(tx: Tx, staged: Staged, format: string) {
  const { source, authority, domain } = staged.snapshot;
  await tx`
    insert into authorities (slug, name, country, language, website, email, invented, time_zone)
    values (${authority.slug}, ${authority.name}, ${authority.country}, ${source.language},
      ${authority.website}, ${authority.email}, ${authority.invented},
      ${authority.timeZone ?? "UTC"})
    on conflict (slug) do update set name = excluded.name, website = excluded.website,
      email = excluded.email
    where (authorities.name, authorities.website, authorities.email)
      is distinct from (excluded.name, excluded.website, excluded.email)`;
  await tx`
    insert into sources (key, format, authority_id, domain, name, licence, licence_url, url,
      language, as_of)
    select ${source.key}, ${format}, id, ${domain}, ${source.name}, ${source.licence},
      ${source.licenceUrl}, ${source.url}, ${source.language}, ${staged.asOf}
    from authorities where slug = ${authority.slug}
    on conflict (key) do update set name = excluded.name, licence = excluded.licence,
      licence_url = excluded.licence_url, url = excluded.url
    where (sources.name, sources.licence, sources.licence_url, sources.url)
      is distinct from (excluded.name, excluded.licence, excluded.licence_url, excluded.url)`;
  const [row] = await tx<{ id: number; completeAsOf: IsoDate | null; authorityId: number }[]>`
    select id, complete_as_of, authority_id from sources where key = ${source.key} for update`;
  if (!row) throw new Error(`Source ${source.key} was not written.`);
  await tx`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select ${row.authorityId}, ${staged.scheme.id}, ${staged.scheme.version}, ${staged.asOf}
    where not exists (
      select from authority_schemes where authority_id = ${row.authorityId}
        and scheme_id = ${staged.scheme.id} and scheme_version = ${staged.scheme.version}
    )`;
  return { sourceId: row.id, completeAsOf: row.completeAsOf };
}

/** What a complete snapshot no longer names is marked, never deleted. */
async function markGone(tx: Tx, context: MergeContext, acceptGone: boolean): Promise<number> {
  const [share] = await tx<{ listed: number; missing: number }[]>`
    select count(*) as listed, count(*) filter (where not seen) as missing
    from (
      select exists (select from named where named.key = l.source_key) as seen
      from site_sources l
      where l.source_id = ${context.sourceId} and l.released_on is null and l.gone_on is null
        and l.last_seen_on <= ${context.asOf}
    ) known`;
  const { listed = 0, missing = 0 } = share ?? {};
  if (missing > listed * GONE_SHARE_MAX && !acceptGone) {
    throw new ImportRefused(
      `${missing} of ${listed} sites would be marked as gone. ` +
        "If the file is complete, import it again with --accept-gone.",
      { held: true },
    );
  }
  if (missing === 0) return 0;
  const gone = await tx`
    with marked as (
      update site_sources l set gone_on = ${context.asOf}
      where l.source_id = ${context.sourceId} and l.released_on is null and l.gone_on is null
        and l.last_seen_on <= ${context.asOf}
        and not exists (select from named where named.key = l.source_key)
      returning site_id
    )
    insert into touched select site_id from marked on conflict do nothing`;
  return gone.count;
}
