import { DUE_REASONS, WORK_REASONS, type WorkReason } from "@/core/due";
import type { DueItem, DuePage, DueQuery } from "@/core/due-query";
import type { IsoDate } from "@/core/import-row";
import type { Total } from "@/core/listing";
import type { Actor } from "@/core/permissions";
import { parsePublicId } from "@/core/public-id";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { ROWS_MAX, textSearch } from "@/db/queries/board-filter";
import { type DuePlace, readDueCursor, writeDueCursor } from "@/db/queries/due-cursor";
import { hasFacet } from "@/db/queries/facets";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { type WorkNotes, workNotes } from "@/db/queries/work-notes";

interface Row {
  siteId: number;
  domain: SiteDomain;
  reason: WorkReason | null;
  reasons: WorkReason[];
  dueOn: string;
  visitId: string | null;
}

/**
 * One page of what is due at the authorities whose worklist somebody may read, longest overdue
 * first; their own visits under way come before everything. With words, places of those
 * authorities that are not due follow. Only authorities that `prepareWorklist` has seen are known.
 */
export async function listDue(
  db: Db,
  actor: Actor,
  query: DueQuery,
  page: { cursor: string | null; limit: number; today: IsoDate },
): Promise<DuePage> {
  const after = page.cursor ? readDueCursor(query, page.cursor) : null;
  const asked = await lookUp(db, actor, query, page.today);
  const limit = page.limit + 1;
  const [own, due, counts] = await Promise.all([
    listOwn(db, asked),
    query.reason === "draft" || query.reason === "returned"
      ? []
      : listRows(db, asked, after, limit),
    countDue(db, asked),
  ]);
  const rows = due.slice(0, page.limit);
  const last = due.length > page.limit ? rows.at(-1) : undefined;
  const ofReason = own.filter(({ reason }) => !query.reason || reason === query.reason);
  return {
    items: await describe(db, actor, after ? rows : [...ofReason, ...rows]),
    next: last ? writeDueCursor(query, last) : null,
    ...withOwn(counts, own, page.today),
  };
}

/** A query in the database's terms. */
interface Asked extends DueQuery {
  actor: Actor;
  today: IsoDate;
  authorityIds: number[];
  /** The words as a text search; null where there are none. */
  search: string | null;
  /** The places that are asked for by name; null where all are, or too many to look at each. */
  named: number[] | null;
  /** Whether more places have the words than are looked through one by one. */
  isCommon: boolean;
}

async function lookUp(db: Db, actor: Actor, query: DueQuery, today: IsoDate): Promise<Asked> {
  const authorities = await db<{ id: number }[]>`
    select id from authorities
    where id in ${authoritiesOf(db, actor, "read-worklist")}
      ${query.authority ? db`and slug = ${query.authority}` : db``}`;
  const ids = authorities.map(({ id }) => id);
  const asked = { ...query, actor, today, authorityIds: ids };
  if (!query.q) return { ...asked, search: null, named: null, isCommon: false };
  const publicId = parsePublicId(query.q);
  const search = publicId ? null : textSearch(query.q);
  if (!publicId && !search) return { ...asked, search, named: [], isCommon: false };
  const found = await db<{ siteId: number }[]>`
    select site_id from listings l
    where ${publicId ? db`l.public_id = ${publicId}` : hasWords(db, search, ids)}
    limit ${ROWS_MAX + 1}`;
  const isCommon = found.length > ROWS_MAX;
  return { ...asked, search, isCommon, named: isCommon ? null : found.map(({ siteId }) => siteId) };
}

/** The condition that a listing `l` of some authorities has the words. */
function hasWords(db: Db, search: string | null, authorityIds: readonly number[]) {
  const ofAuthorities = authorityIds.map((id) => `a:${id}`);
  return db`l.tokens @@ ${search ?? ""}::tsquery and ${hasFacet(db, ofAuthorities)}`;
}

/** The condition that a place is asked for by name; a common word is soon met on the way. */
function isNamed(db: Db, { named, search, isCommon }: Asked, siteId: "d.site_id" | "v.site_id") {
  if (isCommon) {
    return db`and (
      select l.tokens @@ ${search ?? ""}::tsquery from listings l
      where l.site_id = ${db.unsafe(siteId)})`;
  }
  return named ? db`and ${db.unsafe(siteId)} = any(${named}::bigint[])` : db``;
}

/** The authorities asked for, as far as their worklist may be read now. */
function scope(db: Db, { actor, authorityIds }: Asked) {
  return db`(
    select id from authorities
    where id = any(${authorityIds}::bigint[]) and id in ${authoritiesOf(db, actor, "read-worklist")}
  ) scope`;
}

/** The conditions on `due_visits d` beside authority, words and reason. */
function conditions(db: Db, { area, domain, overdue, today, actor }: Asked) {
  return db`
    ${area === null ? db`` : db`and d.area_id = ${area}::bigint`}
    ${domain === null ? db`` : db`and d.domain = ${domain}`}
    ${overdue ? db`and d.due_on < ${today}::date` : db``}
    and not exists (
      select from visits v
      where v.site_id = d.site_id and v.domain = d.domain and v.inspector_id = ${actor.userId}
        and v.state = 'draft')`;
}

/**
 * The reasons, as `named (reason)`, that a place with some reason may be named after: a task's go
 * before an interval. One row for any reason. It keeps each part to an index on the reason named.
 */
function namedFirst(db: Db, reason: WorkReason | null) {
  const named = reason ? [...new Set([reason, "revisit", "complaint"])] : [null];
  return db`unnest(${named as string[]}::text[]) as named (reason)`;
}

/** The places of a reason, or of any; without words only where there is one. */
function ofReason(db: Db, { q }: Asked, reason: WorkReason | null) {
  if (reason) return db`and d.reason = named.reason and ${reason} = any(d.reasons)`;
  return q ? db`` : db`and d.reason is not null`;
}

async function listRows(
  db: Db,
  asked: Asked,
  after: DuePlace | null,
  limit: number,
): Promise<(Row & DuePlace)[]> {
  const beyond = after
    ? db`and (d.due_on, d.site_id, d.domain)
        > (${after.dueOn}::date, ${after.siteId}::bigint, ${after.domain})`
    : db``;
  return db`
    select d.* from ${scope(db, asked)} cross join ${namedFirst(db, asked.reason)}
    cross join lateral (
      select d.site_id, d.domain, d.reason, d.reasons, d.due_on, null::uuid as visit_id
      from due_visits d
      where d.authority_id = scope.id ${conditions(db, asked)} ${ofReason(db, asked, asked.reason)}
        ${beyond} ${isNamed(db, asked, "d.site_id")}
      order by due_on, site_id, domain limit ${limit}
    ) d
    order by due_on, site_id, domain limit ${limit}`;
}

/** Somebody's own visits under way; those that were returned to them first. */
async function listOwn(db: Db, asked: Asked): Promise<Row[]> {
  const { area, domain, overdue, today } = asked;
  return db<Row[]>`
    select v.site_id, v.domain, v.id as visit_id, started.due_on,
      case when v.submitted_at is null then 'draft' else 'returned' end as reason,
      coalesce(d.reasons, '{}') as reasons
    from visits v
    join authorities a on a.id = v.authority_id
    cross join lateral (
      select (coalesce(v.submitted_at, v.created_at) at time zone a.time_zone)::date as due_on
    ) started
    join ${scope(db, asked)} on scope.id = v.authority_id
    join listings l on l.site_id = v.site_id
    left join due_visits d on d.site_id = v.site_id and d.domain = v.domain
    where v.inspector_id = ${asked.actor.userId} and v.state = 'draft'
      ${area === null ? db`` : db`and d.area_id = ${area}::bigint`}
      ${domain === null ? db`` : db`and v.domain = ${domain}`}
      ${overdue ? db`and started.due_on < ${today}::date` : db``}
      ${isNamed(db, asked, "v.site_id")}
    order by v.submitted_at is null, v.saved_at desc, v.id`;
}

type Counts = Pick<DuePage, "counts" | "overdue">;

/** How many are due for each reason, up to 10,000; null where the words are too common to count. */
async function countDue(db: Db, asked: Asked): Promise<Counts | null> {
  if (asked.isCommon) return null;
  const counted = async (reason: WorkReason | null, overdue: boolean): Promise<Total> => {
    const [row] = await db<{ count: number }[]>`
      select count(*) from (
        select from ${scope(db, asked)} cross join ${namedFirst(db, reason)}
        cross join lateral (
          select from due_visits d
          where d.authority_id = scope.id ${conditions(db, { ...asked, overdue })}
            and d.reason is not null ${ofReason(db, asked, reason)}
            ${isNamed(db, asked, "d.site_id")}
          limit ${ROWS_MAX + 1}
        ) d
        limit ${ROWS_MAX + 1}
      ) due`;
    return toTotal(row?.count ?? 0);
  };
  const [overdue, ...each] = await Promise.all([
    asked.reason === "draft" || asked.reason === "returned"
      ? toTotal(0)
      : counted(asked.reason, true),
    ...DUE_REASONS.map((reason) => counted(reason, asked.overdue)),
  ]);
  const none = Object.fromEntries(WORK_REASONS.map((reason) => [reason, toTotal(0)]));
  const found = Object.fromEntries(DUE_REASONS.map((reason, at) => [reason, each[at]]));
  return { overdue, counts: { ...none, ...found } as Record<WorkReason, Total> };
}

function toTotal(count: number): Total {
  return { value: Math.min(count, ROWS_MAX), capped: count > ROWS_MAX };
}

function withOwn(counts: Counts | null, own: readonly Row[], today: IsoDate): Counts {
  if (!counts) return { counts: null, overdue: null };
  const of = (reason: WorkReason) => toTotal(own.filter((row) => row.reason === reason).length);
  return {
    counts: { ...counts.counts, draft: of("draft"), returned: of("returned") } as Record<
      WorkReason,
      Total
    >,
    overdue: toTotal((counts.overdue?.value ?? 0) + own.filter((row) => row.dueOn < today).length),
  };
}

interface Described extends WorkNotes {
  siteId: number;
  domain: SiteDomain;
  conflicted: boolean;
}

async function describe(db: Db, actor: Actor, rows: readonly Row[]): Promise<DueItem[]> {
  if (rows.length === 0) return [];
  const found = await db<(Record<string, unknown> & Described)[]>`
    select ${listingColumns(db)}, place.site_id, place.domain, notes.risk, notes.missed_on, exists (
      select from conflicts c
      where c.site_id = l.site_id and c.user_id = ${actor.userId} and c.ended_at is null
    ) as conflicted
    from (
      select distinct * from unnest(
        ${rows.map(({ siteId }) => siteId)}::bigint[], ${rows.map(({ domain }) => domain)}::text[]
      ) as place (site_id, domain)
    ) place
    join listings l on l.site_id = place.site_id
    join authorities authority on authority.id = l.authority_id
    left join lateral ${workNotes(db)} notes on true`;
  const byPlace = new Map(found.map((row) => [`${row.siteId} ${row.domain}`, row]));
  return rows.flatMap(({ siteId, domain, reason, reasons, dueOn, visitId }) => {
    const row = byPlace.get(`${siteId} ${domain}`);
    if (!row) return [];
    const { conflicted, risk, missedOn } = row;
    const known = dueOn === "infinity" ? null : dueOn;
    const why = { reason, reasons, risk, missedOn, dueOn: known };
    return [{ listing: toListing(row), domain, ...why, visitId, conflicted }];
  });
}
