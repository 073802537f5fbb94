import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";

/** Which authority is competent for a site in one domain. */
export interface Competence {
  siteId: number;
  domain: SiteDomain;
  authorityId: number;
}

/** The authorities competent for a site, one a domain; none where there is no such site. */
export async function listCompetence(db: Db | Tx, publicId: string): Promise<Competence[]> {
  return db<Competence[]>`
    select competent.site_id, competent.domain, competent.authority_id
    from sites s
    join site_authorities competent on competent.site_id = s.id and competent.valid_to is null
    where s.public_id = ${publicId} and s.state <> 'merged'
    order by competent.domain`;
}
