import type { Tx } from "@/db/client";

/**
 * Leaves one staged row a key. In formats that repeat a record on several lines, equal repeats
 * are silent; elsewhere each is reported, and of rows that contradict each other the one with the
 * newest rating, then the last one, is taken with all that came on its line. What belongs to no
 * staged site is reported and left out.
 */
export async function resolveRepeats(tx: Tx, repeats: boolean): Promise<void> {
  const losers = await tx`
    create temp table losing_sites on commit drop as
    select line, key, same from (
      select
        s.line, s.key,
        s.hash = first_value(s.hash) over winner as same,
        row_number() over winner as place
      from staged_sites s
      left join (
        select site_key, line, max(rated_on) as rated_on from staged_ratings
        where not ${repeats} and visit_key is null group by site_key, line
      ) r on r.site_key = s.key and r.line = s.line
      window winner as (partition by s.key order by r.rated_on desc nulls last, s.line desc
        rows between unbounded preceding and unbounded following)
    ) ranked
    where place > 1`;
  if (losers.count > 0) {
    await tx`
      insert into staged_issues (line, key, field, value, problem, action)
      select line, key, 'key', key,
        case when same then 'repeated-id' else 'conflicting-id' end,
        case when same then 'noted' else 'row-refused' end
      from losing_sites where not same or not ${repeats}`;
    await tx`
      delete from staged_sites s using losing_sites l where s.key = l.key and s.line = l.line`;
    if (!repeats) {
      await tx`
        delete from staged_ratings r using losing_sites l
        where r.site_key = l.key and r.line = l.line and r.visit_key is null`;
    }
  }
  await tx`create unique index on staged_sites (key)`;
  await dropRepeats(tx, "staged_visits", "key");
  await dropRepeats(tx, "staged_ratings", "site_key, visit_key");
  await dropOrphans(tx, "staged_visits", "staged_sites s where s.key = o.site_key");
  await dropOrphans(tx, "staged_ratings", "staged_sites s where s.key = o.site_key");
  await dropOrphans(tx, "staged_findings", "staged_visits v where v.key = o.visit_key");
  await tx`drop table losing_sites`;
}

/** Equal repeats are silent; of unequal ones the last line counts and the others are reported. */
async function dropRepeats(tx: Tx, table: string, key: string): Promise<void> {
  await tx.unsafe(`
    with ranked as (
      select ctid as row, line, site_key, hash,
        first_value(hash) over last as kept, row_number() over last as place
      from ${table} window last as (partition by ${key} order by line desc
        rows between unbounded preceding and unbounded following)
    ), dropped as (
      delete from ${table} t using ranked r where t.ctid = r.row and r.place > 1
      returning r.line, r.site_key, r.hash, r.kept
    )
    insert into staged_issues (line, key, field, value, problem, action)
    select line, site_key, '${table.replace("staged_", "")}', null, 'conflicting-repeat', 'row-refused'
    from dropped where hash <> kept`);
}

async function dropOrphans(tx: Tx, table: string, parent: string): Promise<void> {
  await tx.unsafe(`
    with dropped as (
      delete from ${table} o where not exists (select from ${parent})
      returning line, site_key
    )
    insert into staged_issues (line, key, field, value, problem, action)
    select line, site_key, '${table.replace("staged_", "")}', site_key, 'belongs-to-no-site',
      'row-refused'
    from dropped`);
}
