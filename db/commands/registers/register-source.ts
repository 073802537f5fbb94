import type { Tx } from "@/db/client";

/** The source of the entries that an authority records here; made when first asked for. */
export async function registerSource(tx: Tx, authorityId: number): Promise<number> {
  const find = () => tx<{ id: number }[]>`
    select source.id from sources source
    join authorities authority on authority.id = source.authority_id
    where authority.id = ${authorityId}
      and source.key = 'office:' || authority.slug || ':register'
      and source.as_of >= (now() at time zone 'UTC')::date`;
  const [known] = await find();
  if (known) return known.id;
  await tx`
    insert into sources (key, format, authority_id, domain, name, language, as_of)
    select 'office:' || slug || ':register', 'office', id, 'register',
      case language
        when 'zh' then name || '的登记信息'
        when 'ar' then 'سجل ' || name
        else 'Register of ' || name
      end, language, (now() at time zone 'UTC')::date
    from authorities where id = ${authorityId}
    on conflict (key) do update set as_of = greatest(sources.as_of, excluded.as_of)`;
  const [made] = await find();
  if (!made) throw new Error(`There is no authority ${authorityId}.`);
  return made.id;
}
