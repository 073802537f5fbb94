import type { IsoDate } from "@/core/import-row";
import { makePublicId } from "@/core/public-id";
import type { Scheme } from "@/core/scheme";
import type { Tx } from "@/db/client";
import {
  createStagingTables,
  findingCells,
  ratingCells,
  resultOf,
  siteCells,
  visitCells,
} from "@/db/commands/staged-rows";
import { StagingTable } from "@/db/staging";
import { daysBefore } from "@/server/demo-data/days";
import { SCALE_SOURCES } from "@/server/scale-data/nations";
import { EARLIER_DAYS, type ScaleSite } from "@/server/scale-data/site";

/**
 * Writes invented sites to the record tables of an empty board: staged like an import's rows, then
 * one statement a table. The number of a site is its id, that of its visit too.
 */
export class ScaleLoad {
  #tx: Tx;
  #staged: Awaited<ReturnType<typeof createStagingTables>>;
  #numbered: StagingTable;
  #sourceIds: readonly number[];
  #schemes: ReadonlyMap<string, Scheme>;
  #day: IsoDate;

  private constructor(
    tx: Tx,
    staged: Awaited<ReturnType<typeof createStagingTables>>,
    numbered: StagingTable,
    sourceIds: readonly number[],
    schemes: ReadonlyMap<string, Scheme>,
    day: IsoDate,
  ) {
    this.#tx = tx;
    this.#staged = staged;
    this.#numbered = numbered;
    this.#sourceIds = sourceIds;
    this.#schemes = schemes;
    this.#day = day;
  }

  /** `sourceIds` in the order of {@link SCALE_SOURCES}. */
  static async open(
    tx: Tx,
    sourceIds: readonly number[],
    schemes: ReadonlyMap<string, Scheme>,
    day: IsoDate,
  ): Promise<ScaleLoad> {
    const staged = await createStagingTables(tx);
    const numbered = await StagingTable.create(tx, "numbered", {
      n: "bigint",
      source_id: "bigint",
      public_id: "text",
      gone: "boolean",
    });
    return new ScaleLoad(tx, staged, numbered, sourceIds, schemes, day);
  }

  async write(batch: readonly ScaleSite[]): Promise<void> {
    for (const made of batch) await this.#stage(made);
    const staged = { ...this.#staged, numbered: this.#numbered };
    for (const table of Object.values(staged)) await table.flush();
    await writeSites(this.#tx, this.#day);
    await writeRecords(this.#tx, this.#day);
    await this.#tx`truncate numbered, staged_sites, staged_visits, staged_findings, staged_ratings`;
  }

  /** Writes what many sites share and lets the next ids follow. */
  async finish(): Promise<void> {
    const tx = this.#tx;
    await tx`
      insert into legal_entities (id) overriding system value
      select distinct entity_id from site_operators order by entity_id`;
    await tx`
      insert into entity_identifiers (entity_id, scheme, level, number)
      select id, 'scale-register', 'entity', id::text from legal_entities`;
    for (const table of ["sites", "legal_entities", "inspections", "ratings"]) {
      await tx.unsafe(
        `select setval('${table}_id_seq', (select coalesce(max(id), 1) from ${table}))`,
      );
    }
  }

  async #stage({ source, site, visit, finding, rating, earlier, gone }: ScaleSite): Promise<void> {
    const scheme = this.#schemes.get(SCALE_SOURCES[source]?.scheme ?? "");
    const sourceId = this.#sourceIds[source];
    if (!scheme || sourceId === undefined) throw new Error(`Source ${source} is not registered.`);
    await this.#numbered.add([site.line, sourceId, scalePublicId(site.line), gone]);
    await this.#staged.sites.add(siteCells(site));
    if (visit) await this.#staged.visits.add(visitCells(visit));
    if (finding) await this.#staged.findings.add(findingCells(finding));
    for (const row of [earlier, rating]) {
      const result = row && resultOf(row, scheme);
      if (row && result && result !== "no-result") {
        await this.#staged.ratings.add(ratingCells(row, result));
      }
    }
  }
}

/** Any odd number far from small: multiples of it run through all ids without a repeat. */
const STRIDE = 0x1b873593a1n * 2n + 1n;

/** The same ten characters for a number every time, scattered like random ones. */
function scalePublicId(n: number): string {
  const id = (BigInt(n) * STRIDE) & (2n ** 45n - 1n);
  return makePublicId(Buffer.from(id.toString(16).padStart(12, "0"), "hex"));
}

async function writeSites(tx: Tx, day: IsoDate): Promise<void> {
  await tx`
    insert into sites (id, public_id, kind, category, website, state, closed_on, salt)
    overriding system value
    select n, public_id, kind, category, website,
      case when closed_on is null then 'open' else 'closed' end, closed_on,
      md5('scale salt ' || n)::uuid
    from numbered join staged_sites on line = n order by n`;
  await tx`
    insert into site_authorities (site_id, domain, authority_id, valid_from)
    select n, source.domain, source.authority_id, ${day}
    from numbered join sources source on source.id = source_id`;
  await tx`
    insert into site_names (site_id, source_id, name, normal, tokens, valid_to)
    select n, source_id, called.name, called.normal, called.tokens, called.until
    from numbered join staged_sites s on line = n
    cross join lateral (
      select s.name, s.normal, s.tokens, null::date as until
      union all
      select * from jsonb_to_recordset(s.former_names)
        as former (name text, normal text, tokens text[], until date)
    ) called`;
  await tx`
    insert into site_addresses (site_id, source_id, line, locality, postcode, normal, tokens,
      lat_e6, lon_e6, morton, grid_x, grid_y)
    select n, source_id, address, locality, postcode, address_normal, address_tokens,
      lat_e6, lon_e6, morton, grid_x, grid_y
    from numbered join staged_sites s on s.line = n`;
  await tx`
    insert into site_sources (source_id, source_key, site_id, row_hash, result_pending,
      first_seen_on, last_seen_on, gone_on)
    select source_id, key, n, hash, result_pending, ${day}, ${day}, case when gone then ${day}::date end
    from numbered join staged_sites on line = n`;
}

async function writeRecords(tx: Tx, day: IsoDate): Promise<void> {
  await tx`
    insert into site_operators (site_id, entity_id, source_id, valid_from)
    select n, operator_number::bigint, source_id, ${day}
    from numbered join staged_sites on line = n where operator_number is not null`;
  await tx`
    insert into replies (site_id, source_id, text, valid_from)
    select n, source_id, reply, ${day}
    from numbered join staged_sites on line = n where reply is not null`;
  await tx`
    insert into inspections (id, site_id, domain, source_id, source_key, visited_on, type,
      content_hash, source_as_of)
    overriding system value
    select n, n, source.domain, source_id, v.key, visited_on, type,
      md5(v.hash || coalesce(f.hash, '')), ${day}
    from numbered
    join staged_visits v on v.line = n
    left join staged_findings f on f.line = n
    join sources source on source.id = source_id`;
  await tx`
    insert into findings (inspection_id, ordinal, code, text, severity, severity_as_published,
      corrected_on_site, action, court_outcome, fine)
    select line, 1, code, text, severity, severity_as_published, corrected_on_site, action,
      court_outcome, fine
    from staged_findings`;
  const before = daysBefore(day, EARLIER_DAYS);
  await tx`
    insert into ratings (id, site_id, domain, source_id, scheme_id, scheme_version, visit_key,
      origin, published, inputs, outcome, standing, rated_on, source_as_of, content_hash,
      superseded_by)
    select line, n, source.domain, source_id, scheme_id, scheme_version, visit_key, origin,
      published, inputs, outcome, standing, rated_on,
      case when line = n * 2 then ${day}::date else ${before}::date end, hash,
      case when line < n * 2 then n * 2 end
    from numbered
    join staged_ratings on (line + 1) / 2 = n
    join sources source on source.id = source_id`;
}
