import { createHash } from "node:crypto";
import { type EntityScheme, legalFormOf } from "@/core/entity-number";
import type { NewSite } from "@/core/new-site";
import type { Actor } from "@/core/permissions";
import { makePublicId } from "@/core/public-id";
import { normaliseShopLink } from "@/core/shop-link";
import { indexSite } from "@/core/site-index";
import type { LikelySame } from "@/core/site-likeness";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { holdWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { logAct } from "@/db/commands/log-act";
import { officeSource } from "@/db/commands/office-source";
import { publish } from "@/db/commands/publish";
import { listLikelySame } from "@/db/queries/list-likely-same";

/**
 * Registers a site that nobody has told of: from this transaction on it is on the board, never
 * inspected. Refused while sites that it may be are not all in `dismissed` (public ids), so that
 * whoever registers it has seen them. The same submission twice is one site.
 */
export async function registerSite(
  db: Db,
  actor: Actor,
  input: NewSite,
  dismissed: readonly string[],
): Promise<
  | { ok: true; publicId: string; repeated: boolean }
  | Forbidden
  | { ok: false; reason: "likely-same"; sites: LikelySame[] }
> {
  const likely = await listLikelySame(db, input);
  return db.begin(async (tx) => {
    const [authority] = await tx<{ id: number }[]>`
      select id from authorities where slug = ${input.authority}`;
    const subject = `authority:${input.authority}`;
    if (!(await authorise(tx, actor, "register-site", authority?.id ?? null, subject))) {
      return FORBIDDEN;
    }
    if (!authority) return FORBIDDEN;
    await tx`select pg_advisory_xact_lock(hashtextextended(${input.submission}, 0))`;
    const sourceId = await officeSource(tx, authority.id, input.domain);
    const { publicId, isTaken } = await publicIdOf(tx, actor, input.submission, sourceId);
    if (isTaken) return { ok: true, publicId, repeated: true } as const;
    const unseen = likely.filter(({ listing }) => !dismissed.includes(listing.id));
    if (unseen.length > 0) return { ok: false, reason: "likely-same", sites: likely } as const;
    const siteId = await writeSite(tx, input, { publicId, sourceId, authorityId: authority.id });
    await logAct(tx, actor, "register-site", authority.id, `site:${siteId}`);
    await tx`create temp table touched on commit drop as select ${siteId}::bigint as site_id`;
    await publish(tx);
    return { ok: true, publicId, repeated: false } as const;
  });
}

/** The public id that a submission leads to, always the same; taken where it was sent before. */
export async function publicIdOf(tx: Tx, actor: Actor, submission: string, sourceId: number) {
  for (let attempt = 0; ; attempt += 1) {
    const text = `${actor.userId}:${submission}:${attempt}`;
    const publicId = makePublicId(createHash("sha256").update(text).digest());
    const [taken] = await tx<{ own: boolean }[]>`
      select exists (
        select from site_sources l
        where l.site_id = s.id and l.source_id = ${sourceId} and l.source_key = s.public_id
      ) as own
      from sites s where s.public_id = ${publicId}`;
    if (!taken || taken.own) return { publicId, isTaken: taken !== undefined };
  }
}

interface Place {
  publicId: string;
  sourceId: number;
  authorityId: number;
}

/** Writes a new site with its name, address and source; publish it afterwards. */
export async function writeSite(
  tx: Tx,
  input: NewSite,
  { publicId, sourceId, authorityId }: Place,
): Promise<number> {
  const index = indexSite(input);
  const today = tx`(now() at time zone 'UTC')::date`;
  const [site] = await tx<{ id: number }[]>`
    insert into sites (public_id, kind, category, website)
    values (${publicId}, ${input.kind}, ${input.category}, ${input.website})
    returning id`;
  if (!site) throw new Error("The site was not written.");
  await tx`
    insert into site_authorities (site_id, domain, authority_id, valid_from)
    values (${site.id}, ${input.domain}, ${authorityId}, ${today})`;
  await tx`
    insert into site_names (site_id, source_id, name, normal, tokens)
    values (${site.id}, ${sourceId}, ${input.name}, ${index.normal}, ${index.tokens}::text[])`;
  await tx`
    insert into site_addresses (site_id, source_id, line, locality, postcode, normal, tokens,
      lat_e6, lon_e6, morton, grid_x, grid_y)
    values (${site.id}, ${sourceId}, ${input.address}, ${input.locality}, ${input.postcode},
      ${index.addressNormal}, ${index.addressTokens}::text[], ${index.latE6}, ${index.lonE6},
      ${index.morton}, ${index.gridX}, ${index.gridY})`;
  await tx`
    insert into site_sources (source_id, source_key, site_id, row_hash, result_pending,
      first_seen_on, last_seen_on)
    values (${sourceId}, ${publicId}, ${site.id}, '', false, ${today}, ${today})`;
  const link = input.kind === "online" && input.website ? normaliseShopLink(input.website) : null;
  if (link) {
    await tx`
      insert into site_links (site_id, link, valid_from) values (${site.id}, ${link}, ${today})
      on conflict (link) where valid_to is null do nothing`;
  }
  if (input.operator) await writeOperator(tx, site.id, sourceId, input.operator);
  return site.id;
}

async function writeOperator(
  tx: Tx,
  siteId: number,
  sourceId: number,
  { scheme, number }: { scheme: EntityScheme; number: string },
): Promise<void> {
  await holdWhoIsWho(tx);
  const find = () => tx<{ entityId: number }[]>`
    select entity_id from entity_identifiers where scheme = ${scheme} and number = ${number}`;
  let [known] = await find();
  if (!known) {
    // An import may meet the same number for the first time at the same time.
    await tx`lock table entity_identifiers in share row exclusive mode`;
    [known] = await find();
  }
  if (!known) {
    [known] = await tx<{ entityId: number }[]>`
      with entity as (
        insert into legal_entities (legal_form) values (${legalFormOf(scheme, number)}) returning id
      )
      insert into entity_identifiers (entity_id, scheme, level, number)
      select id, ${scheme}, 'entity', ${number} from entity returning entity_id`;
  }
  await tx`
    insert into site_operators (site_id, entity_id, source_id, valid_from)
    values (${siteId}, ${known?.entityId as number}, ${sourceId},
      (now() at time zone 'UTC')::date)`;
}
