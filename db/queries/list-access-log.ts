import { z } from "zod";
import type { AccessLogQuery, LoggedAccess } from "@/core/administration";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { logLook } from "@/db/commands/log-look";
import { happened } from "@/db/queries/happened";

/** The same for a page; that it was read is logged, too, at each authority it was read of. */
export async function readAccessLog(
  db: Db,
  actor: Actor,
  query: AccessLogQuery,
  page: { before: string | null; limit: number },
): ReturnType<typeof listAccessLog> {
  const found = await listAccessLog(db, actor, query, page);
  await logLook(db, actor, "read-access-log", "access-log");
  return found;
}

/** What happened as far as an auditor's authorities go, the newest first. */
export async function listAccessLog(
  db: Db,
  actor: Actor,
  query: AccessLogQuery,
  page: { before: string | null; limit: number },
): Promise<{ items: LoggedAccess[]; next: string | null }> {
  const { person, day, refused } = query;
  const subjects = query.subject ? await subjectsOf(db, query.subject) : null;
  const before = readKey(page.before);
  const limit = page.limit + 1;
  // As text: a moment would lose its microseconds on its way to the database.
  // Each table gives no more than one page, so that none is sorted as a whole.
  const parts = happened(db).map(
    (part, source) => db`(
      select one.*, ${source}::int as source from (${part}) one
      where (one.authority_id in ${authoritiesOf(db, actor, "read-access-log")}
          or one.authority_id is null and exists (
            select from memberships m
            where m.user_id = ${actor.userId} and m.role = 'auditor' and m.ended_at is null
              and m.authority_id is null))
        ${person ? db`and one.user_id = (select id from users where email = ${person})` : db``}
        ${subjects ? db`and one.subject = any(${subjects}::text[])` : db``}
        ${refused ? db`and not one.allowed` : db``}
        ${
          day
            ? db`and one.at >= ${day}::date::timestamp at time zone 'UTC'
                and one.at < (${day}::date + 1)::timestamp at time zone 'UTC'`
            : db``
        }
        ${
          before
            ? db`and one.at <= ${before.at}::text::timestamptz
                and (one.at, ${source}::int, one.id)
                  < (${before.at}::text::timestamptz, ${before.source}::int, ${before.id}::text)`
            : db``
        }
      order by one.at desc, one.id desc limit ${limit}
    )`,
  );
  const [first = db``, ...others] = parts;
  const union = others.reduce((all, part) => db`${all} union all ${part}`, first);
  const rows = await db<LoggedAccess[]>`
    select to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '~' || h.source || '~' || h.id as key,
      h.at, h.action, h.subject, h.allowed, h.detail, authority.name as authority,
      v.id as visit_id,
      case when u.id is not null then jsonb_build_object('name', u.name, 'email', u.email) end
        as person,
      case when s.id is not null then jsonb_build_object('id', s.public_id, 'name', n.name) end
        as site
    from (select * from (${union}) every order by at desc, source desc, id desc limit ${limit}) h
    left join users u on u.id = h.user_id
    left join authorities authority on authority.id = h.authority_id
    left join visits v on v.id = substring(h.subject from ${VISIT_SUBJECT})::uuid
    left join sites s on s.id = coalesce(
      substring(h.subject from '^site:([0-9]{1,15})(?::|$)')::bigint, v.site_id)
    left join site_names n on n.site_id = s.id and n.valid_to is null
    order by h.at desc, h.source desc, h.id desc`;
  const items = rows.slice(0, page.limit);
  return { items, next: rows.length > page.limit ? (items.at(-1)?.key ?? null) : null };
}

const VISIT_SUBJECT =
  "^(?:visit|report|photo):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";

/** Every subject that a place or a visit has in the log; for anything else, that to the letter. */
async function subjectsOf(db: Db, asked: string): Promise<string[]> {
  const visit = z.uuid().safeParse(asked.replace(/^visit:/, ""));
  const [row] = await db<{ subjects: string[] }[]>`
    with site as (select id from sites where public_id = ${asked}),
    visit as (
      select id from visits
      where site_id in (select id from site) or id = ${visit.data ?? null}::uuid
    )
    select array(
      select ${asked}
      union all select 'site:' || id || ending from site, unnest(array['', ':ended']) ending
      union all select kind || ':' || id from visit, unnest(array['visit', 'report']) kind
      union all select 'photo:' || a.visit_id || '/' || a.sha256
        from attachments a where a.visit_id in (select id from visit)
    ) as subjects`;
  return row?.subjects ?? [asked];
}

const keyed = z
  .string()
  .max(100)
  .transform((text) => text.split("~"))
  .pipe(z.tuple([z.iso.datetime({ precision: 6 }), z.string().regex(/^[0-9]{1,2}$/), z.string()]));

/** The place in the list that a key names; null for what is none. */
function readKey(key: string | null): { at: string; source: number; id: string } | null {
  const read = keyed.safeParse(key);
  if (!read.success) return null;
  const [at, source, id] = read.data;
  return { at, source: Number(source), id };
}
