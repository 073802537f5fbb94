import type { AccessLogQuery, LoggedAccess } from "@/core/administration";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { logLook } from "@/db/commands/log-look";

/** The same for a page; that it was read is logged, too, at each authority it was read of. */
export async function readAccessLog(
  db: Db,
  actor: Actor,
  query: AccessLogQuery,
  page: { before: number | null; limit: number },
): ReturnType<typeof listAccessLog> {
  const found = await listAccessLog(db, actor, query, page);
  await logLook(db, actor, "read-access-log", "access-log");
  return found;
}

/** The access log as far as an auditor's authorities go, the newest first. */
export async function listAccessLog(
  db: Db,
  actor: Actor,
  { person, subject }: AccessLogQuery,
  page: { before: number | null; limit: number },
): Promise<{ items: LoggedAccess[]; next: number | null }> {
  const rows = await db<LoggedAccess[]>`
    select log.id, log.at, log.action, log.subject, log.allowed, authority.name as authority,
      case when u.id is not null then jsonb_build_object('name', u.name, 'email', u.email) end
        as person,
      case when s.id is not null then jsonb_build_object('id', s.public_id, 'name', n.name) end
        as site
    from access_log log
    left join users u on u.id = log.user_id
    left join authorities authority on authority.id = log.authority_id
    left join sites s on s.id = substring(log.subject from '^site:([0-9]{1,15})$')::bigint
    left join site_names n on n.site_id = s.id and n.valid_to is null
    where (log.authority_id in ${authoritiesOf(db, actor, "read-access-log")}
        or log.authority_id is null and exists (
          select from memberships m
          where m.user_id = ${actor.userId} and m.role = 'auditor' and m.ended_at is null
            and m.authority_id is null))
      ${person ? db`and log.user_id = (select id from users where email = ${person})` : db``}
      ${
        subject
          ? db`and log.subject = coalesce(
              (select 'site:' || id from sites where public_id = ${subject}), ${subject})`
          : db``
      }
      ${page.before === null ? db`` : db`and log.id < ${page.before}`}
    order by log.id desc limit ${page.limit + 1}`;
  const items = rows.slice(0, page.limit);
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}
