import type { SiteDomain } from "@/core/standing";
import type { Tx } from "@/db/client";

/**
 * The source that an authority's own records of a domain belong to: sites it registers here and
 * visits it records here. Made when first asked for; its day moves on with each day it is used.
 */
export async function officeSource(
  tx: Tx,
  authorityId: number,
  domain: SiteDomain,
): Promise<number> {
  const find = () => tx<{ id: number }[]>`
    select source.id from sources source
    join authorities authority on authority.id = source.authority_id
    where authority.id = ${authorityId}
      and source.key = 'office:' || authority.slug || ':' || ${domain}::text
      and source.as_of >= ${utcToday(tx)}`;
  const [known] = await find();
  if (known) return known.id;
  // Only the first of a day writes: a row that each publication wrote would make them wait in line.
  await tx`
    insert into sources (key, format, authority_id, domain, name, language, as_of)
    select 'office:' || slug || ':' || ${domain}::text, 'office', id, ${domain},
      case language
        when 'zh' then name || '的检查记录'
        when 'ar' then 'عمليات تفتيش سجّلتها ' || name
        else 'Inspections recorded by ' || name
      end, language, ${utcToday(tx)}
    from authorities where id = ${authorityId}
    on conflict (key) do update set as_of = greatest(sources.as_of, excluded.as_of)`;
  const [made] = await find();
  if (!made) throw new Error(`There is no authority ${authorityId}.`);
  return made.id;
}

function utcToday(tx: Tx) {
  return tx`(now() at time zone 'UTC')::date`;
}
