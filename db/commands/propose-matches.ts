import {
  automaticRule,
  type MatchAddress,
  type MatchEvidence,
  type MatchParty,
  type MatchRule,
  matchEvidence,
  matchScore,
  PROPOSE_FROM,
} from "@/core/match-evidence";
import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";
import { holdWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { officeSource } from "@/db/commands/office-source";
import { publish } from "@/db/commands/publish";

/** So many sites are looked at in one transaction. */
const BATCH = 200;
/** So many candidates are compared from each side, and so many are proposed. */
const SEEN_MAX = 25;
const PROPOSED_MAX = 5;
/** How alike two names have to be for the database to look at them at all. */
const TRIGRAMS_MIN = 0.3;

export interface Proposed {
  sites: number;
  proposed: number;
  linked: number;
}

/**
 * Looks for who may run the open sites that came without a number: by name, address, telephone and
 * distance. What a rule of core/match-evidence is sure of is linked; the rest waits for a person.
 * A pair that somebody refused is not proposed again. Safe to repeat.
 */
export async function proposeMatches(
  db: Db,
  onBatch: (done: Proposed) => void = () => {},
): Promise<Proposed> {
  const total: Proposed = { sites: 0, proposed: 0, linked: 0 };
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    after = await db.begin(async (tx) => {
      // One at a time: two would propose the same.
      await tx`select pg_advisory_xact_lock(hashtextextended('propose-matches', 0))`;
      await holdWhoIsWho(tx);
      const ids = await lockSites(tx, from);
      const sites = await listSites(tx, ids);
      const candidates = await listCandidates(
        tx,
        sites.map(({ id }) => id),
      );
      const linked: number[] = [];
      for (const site of sites) {
        const done = await proposeFor(tx, site, candidates.get(site.id) ?? []);
        total.proposed += done.proposed;
        if (done.isLinked) linked.push(site.id);
      }
      total.sites += sites.length;
      total.linked += linked.length;
      if (linked.length > 0) {
        await tx`
          create temp table touched on commit drop as select unnest(${linked}::bigint[]) as site_id`;
        await publish(tx);
      }
      return ids.length < BATCH ? null : (ids.at(-1) ?? null);
    });
    onBatch({ ...total });
  }
  return total;
}

interface SiteToLink {
  id: number;
  party: MatchParty;
  authorityId: number;
  domain: SiteDomain;
}

interface Candidate {
  entityId: number;
  party: MatchParty;
  /** A person has undone or refused it before: none but a person decides again. */
  wasDecided: boolean;
}

interface PartyRow {
  names: string[];
  addresses: (Omit<MatchAddress, "position"> & { latE6: number | null; lonE6: number | null })[];
  phone: string | null;
}

/** Who decides on one of the next sites at this moment is waited for, and then seen. */
async function lockSites(tx: Tx, after: number): Promise<number[]> {
  const locked = await tx<{ id: number }[]>`
    select s.id from sites s
    where s.id in (
      select l.site_id from listings l
      where l.site_id > ${after} and l.state = 'open' and l.entity_id is null
      order by l.site_id limit ${BATCH})
    order by s.id for no key update`;
  return locked.map(({ id }) => id);
}

/** Those that nobody is known to run. */
async function listSites(tx: Tx, ids: readonly number[]): Promise<SiteToLink[]> {
  const rows = await tx<(PartyRow & Omit<SiteToLink, "party">)[]>`
    select l.site_id as id, l.authority_id, array[l.name] || l.former_names as names,
      jsonb_build_array(jsonb_build_object('line', l.address, 'locality', l.locality,
        'postcode', l.postcode, 'latE6', l.lat_e6, 'lonE6', l.lon_e6)) as addresses,
      (select min(p.phone) from site_phones p where p.site_id = l.site_id) as phone,
      case when l.food_standing is null then 'goods' else 'food' end as domain
    from listings l
    where l.site_id = any (${ids}::bigint[]) and l.state = 'open' and not exists (
      select from site_operators o where o.site_id = l.site_id and o.valid_to is null)
    order by l.site_id`;
  return rows.map(({ id, authorityId, domain, ...row }) => ({
    id,
    authorityId,
    domain,
    party: toParty(row),
  }));
}

function toParty({ names, addresses, phone }: PartyRow): MatchParty {
  return {
    names,
    phone,
    addresses: addresses.map(({ latE6, lonE6, ...address }) => ({
      ...address,
      position: latE6 === null || lonE6 === null ? null : { lat: latE6 / 1e6, lon: lonE6 / 1e6 },
    })),
  };
}

/**
 * Who may run each of the sites: whoever has the same telephone, a name alike, the same postcode and
 * a word of the street, or another site next door. Natural persons who trade are not looked for.
 */
async function listCandidates(
  tx: Tx,
  siteIds: readonly number[],
): Promise<ReadonlyMap<number, Candidate[]>> {
  await tx`select set_config('pg_trgm.similarity_threshold', ${String(TRIGRAMS_MIN)}, true)`;
  const rows = await tx<(PartyRow & { siteId: number; entityId: number; wasDecided: boolean })[]>`
    with found as (
      select l.site_id, c.entity_id
      from listings l
      cross join lateral (
        (select a.entity_id from site_phones p join entity_addresses a on a.phone = p.phone
          where p.site_id = l.site_id and a.valid_to is null limit ${SEEN_MAX})
        union
        (select n.entity_id from entity_names n
          where n.valid_to is null and n.normal % l.name_normal
          order by similarity(n.normal, l.name_normal) desc limit ${SEEN_MAX})
        union
        (select a.entity_id from entity_addresses a
          where a.valid_to is null and a.postcode = l.postcode and similarity(a.normal,
            (select s.normal from site_addresses s
              where s.site_id = l.site_id and s.valid_to is null)) > ${TRIGRAMS_MIN}
          limit ${SEEN_MAX})
        union
        (select near.entity_id from (
            select o.entity_id, o.name_normal from listings o
            where o.grid_x is not null and l.grid_x is not null
            order by point(o.grid_x, o.grid_y) <-> point(l.grid_x, l.grid_y) limit ${SEEN_MAX}
          ) near
          where near.entity_id is not null and near.name_normal % l.name_normal)
      ) c
      where l.site_id = any (${siteIds}::bigint[])
    )
    select f.site_id, f.entity_id,
      array(
        select name from (
          select n.name from entity_names n where n.entity_id = f.entity_id
          union select o.name from (
            select name from listings o where o.entity_id = f.entity_id limit ${SEEN_MAX}) o
        ) named
      ) as names,
      coalesce((
        select jsonb_agg(place) from (
          select jsonb_build_object('line', a.line, 'locality', a.locality,
            'postcode', a.postcode, 'latE6', a.lat_e6, 'lonE6', a.lon_e6) as place
          from entity_addresses a where a.entity_id = f.entity_id and a.valid_to is null
          union all
          select jsonb_build_object('line', o.address, 'locality', o.locality,
            'postcode', o.postcode, 'latE6', o.lat_e6, 'lonE6', o.lon_e6)
          from (select * from listings o where o.entity_id = f.entity_id limit ${SEEN_MAX}) o
        ) places
      ), '[]') as addresses,
      (select min(a.phone) from entity_addresses a
        where a.entity_id = f.entity_id and a.valid_to is null) as phone,
      exists (
        select from match_candidates said
        where said.site_id = f.site_id and said.entity_id = f.entity_id
          and said.state in ('refused', 'undone')) as was_decided
    from found f
    join legal_entities e on e.id = f.entity_id
    where e.state = 'active' and e.legal_form is distinct from 'sole-trader'
      -- By the last word on the two.
      and coalesce((
        select said.state not in ('refused', 'undone') from match_candidates said
        where said.site_id = f.site_id and said.entity_id = f.entity_id
        order by said.id desc limit 1), true)`;
  const bySite = new Map<number, Candidate[]>();
  for (const { siteId, entityId, wasDecided, ...row } of rows) {
    const of = bySite.get(siteId) ?? [];
    of.push({ entityId, wasDecided, party: toParty(row) });
    bySite.set(siteId, of);
  }
  return bySite;
}

interface Scored {
  entityId: number;
  wasDecided: boolean;
  evidence: MatchEvidence;
  score: number;
}

async function proposeFor(
  tx: Tx,
  site: SiteToLink,
  candidates: readonly Candidate[],
): Promise<{ proposed: number; isLinked: boolean }> {
  const scored: Scored[] = candidates
    .map(({ entityId, wasDecided, party }) => {
      const evidence = matchEvidence(site.party, party);
      return { entityId, wasDecided, evidence, score: matchScore(evidence) };
    })
    .sort((a, b) => b.score - a.score || a.entityId - b.entityId);
  const rule = automaticRule(scored.map(({ evidence }) => evidence));
  const [best] = scored;
  if (rule && best && !best.wasDecided) {
    await linkByRule(tx, site, best, rule);
    return { proposed: 0, isLinked: true };
  }
  const asked = scored.filter(({ score }) => score >= PROPOSE_FROM).slice(0, PROPOSED_MAX);
  await tx`
    update match_candidates set state = 'outdated'
    where site_id = ${site.id} and state = 'proposed'
      and entity_id <> all (${asked.map(({ entityId }) => entityId)}::bigint[])`;
  for (const { entityId, evidence, score } of asked) {
    await tx`
      insert into match_candidates (site_id, entity_id, score, evidence)
      values (${site.id}, ${entityId}, ${score}, ${tx.json(evidence as never)})
      on conflict (site_id, entity_id) where state in ('proposed', 'confirmed')
        do update set score = excluded.score, evidence = excluded.evidence
        where match_candidates.evidence is distinct from excluded.evidence`;
  }
  return { proposed: asked.length, isLinked: false };
}

async function linkByRule(tx: Tx, site: SiteToLink, best: Scored, rule: MatchRule): Promise<void> {
  await tx`
    update match_candidates set state = 'outdated'
    where site_id = ${site.id} and state = 'proposed'`;
  await tx`
    insert into match_candidates (site_id, entity_id, score, evidence, state, rule, decided_at)
    values (${site.id}, ${best.entityId}, ${best.score}, ${tx.json(best.evidence as never)},
      'confirmed', ${rule}, clock_timestamp())`;
  const sourceId = await officeSource(tx, site.authorityId, site.domain);
  await linkOperator(tx, { siteId: site.id, entityId: best.entityId, sourceId, evidence: "rule" });
}

/** Says who runs a site from today on. */
export async function linkOperator(
  tx: Tx,
  link: { siteId: number; entityId: number; sourceId: number; evidence: "confirmed" | "rule" },
): Promise<void> {
  await tx`
    insert into site_operators (site_id, entity_id, source_id, valid_from, evidence)
    values (${link.siteId}, ${link.entityId}, ${link.sourceId},
      (now() at time zone 'UTC')::date, ${link.evidence})
    on conflict (site_id, entity_id, valid_from)
      do update set valid_to = null, undone_at = null, evidence = excluded.evidence`;
}
