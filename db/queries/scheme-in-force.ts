import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/** What an authority works by that has chosen nothing yet. */
const DEFAULTS: Readonly<Record<SiteDomain, { id: string; version: string }>> = {
  food: { id: "us-alameda", version: "2012" },
  goods: { id: "placard-goods", version: "1" },
};

/**
 * The scheme version that an authority rates a domain by on a day: of those that it chose itself the
 * one it took up last; where it has chosen none, the last that its imports came with, else the one
 * that comes with Placard.
 */
export async function schemeInForce(
  db: Db | Tx,
  authorityId: number,
  domain: SiteDomain,
  day: IsoDate,
): Promise<Scheme> {
  const standard = DEFAULTS[domain];
  const [row] = await db<{ text: string }[]>`
    select s.text from schemes s
    left join lateral (
      select max(used.valid_from) as since from authority_schemes used
      where used.authority_id = ${authorityId} and used.scheme_id = s.id
        and used.scheme_version = s.version and used.valid_from <= ${day}::date
        and (used.valid_to is null or ${day}::date < used.valid_to)
    ) chosen on true
    where s.domain = ${domain}
      and (chosen.since is not null or (s.id, s.version) = (${standard.id}, ${standard.version}))
    order by chosen.since desc nulls last, s.id desc, s.version desc
    limit 1`;
  if (!row) throw new Error(`The scheme ${standard.id}@${standard.version} is not registered.`);
  return readScheme(row);
}
