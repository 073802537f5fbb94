import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import { standardScheme } from "@/core/standard-scheme";
import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/**
 * The scheme version that an authority rates a domain by on a day: of those that two of its people
 * agreed on the last; where they have agreed on none, the one it took up last, as that of its imports,
 * else the one that comes with Placard.
 */
export async function schemeInForce(
  db: Db | Tx,
  authorityId: number,
  domain: SiteDomain,
  day: IsoDate,
): Promise<Scheme> {
  const standard = standardScheme(domain, day);
  const [row] = await db<{ text: string }[]>`
    select s.text from schemes s
    left join lateral (
      -- What an import brings must not decide past the two persons.
      select used.valid_from as since, exists (
        select from scheme_changes change
        where change.authority_id = used.authority_id and change.confirmed
          and change.scheme_id = used.scheme_id and change.scheme_version = used.scheme_version
          and change.valid_from = used.valid_from
      ) as agreed
      from authority_schemes used
      where used.authority_id = ${authorityId} and used.scheme_id = s.id
        and used.scheme_version = s.version and used.valid_from <= ${day}::date
        and (used.valid_to is null or ${day}::date < used.valid_to)
      order by agreed desc, since desc limit 1
    ) chosen on true
    where s.domain = ${domain}
      and (chosen.since is not null or (s.id, s.version) = (${standard.id}, ${standard.version}))
    order by chosen.agreed desc nulls last, chosen.since desc nulls last, s.id desc, s.version desc
    limit 1`;
  if (!row) throw new Error(`The scheme ${standard.id}@${standard.version} is not registered.`);
  return readScheme(row);
}
