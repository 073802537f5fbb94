import type { Db } from "@/db/client";

/**
 * What happened in the back-office, by the tables that keep it, each as `at, id, user_id,
 * authority_id, action, subject, allowed, detail`. Acts that leave a row of their own are not
 * logged twice.
 */
export function happened(db: Db) {
  return [
    db`
      select at, id::text as id, user_id, authority_id, action, subject, allowed,
        null::text as detail
      from access_log`,
    db`
      select step.at, step.id::text as id, step.actor_id as user_id, v.authority_id,
        'visit-' || case when step.from_state = 'awaiting' and step.to_state = 'draft'
          then 'returned' else step.to_state end as action,
        'visit:' || step.visit_id as subject, true as allowed, step.reason as detail
      from visit_steps step join visits v on v.id = step.visit_id`,
    db`
      select created_at as at, id::text as id, created_by as user_id, authority_id,
        'record-complaint' as action, 'site:' || site_id as subject, true as allowed,
        null::text as detail
      from tasks where reason = 'complaint'`,
    db`
      select recorded_at as at, id::text as id, user_id, authority_id,
        'record-missed-visit' as action, 'site:' || site_id as subject, true as allowed,
        null::text as detail
      from missed_visits`,
    db`
      select m.granted_at as at, m.id::text as id, m.granted_by as user_id, m.authority_id,
        'role-given' as action, 'user:' || m.user_id as subject, true as allowed,
        m.role || ' ' || u.email as detail
      from memberships m join users u on u.id = m.user_id`,
    db`
      select m.ended_at as at, m.id::text as id, m.ended_by as user_id, m.authority_id,
        'role-ended' as action, 'user:' || m.user_id as subject, true as allowed,
        m.role || ' ' || u.email as detail
      from memberships m join users u on u.id = m.user_id where m.ended_at is not null`,
    db`
      select proposed_at as at, id::text as id, proposed_by as user_id, authority_id,
        'propose-scheme' as action, 'scheme-change:' || id as subject, true as allowed,
        scheme_id || '@' || scheme_version as detail
      from scheme_changes`,
    db`
      select decided_at as at, id::text as id, decided_by as user_id, authority_id,
        case when confirmed then 'scheme-confirmed' else 'scheme-refused' end as action,
        'scheme-change:' || id as subject, true as allowed,
        scheme_id || '@' || scheme_version as detail
      from scheme_changes where decided_at is not null`,
  ];
}
