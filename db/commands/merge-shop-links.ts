import type { Tx } from "@/db/client";
import type { MergeContext } from "@/db/commands/merge-snapshot";

/**
 * Keeps the addresses by which online shops are found in line with what their source states; what
 * was stated before stays, dated. An address leads to one shop: the first that it was stated of.
 */
export async function mergeShopLinks(tx: Tx, { asOf }: MergeContext): Promise<void> {
  await tx`
    update site_links k set valid_to = ${asOf}
    from matched m join staged_sites s using (key)
    where k.site_id = m.site_id and k.valid_to is null
      and m.change in ('changed', 'renumbered') and k.link is distinct from s.shop_link`;
  await tx`
    insert into site_links (site_id, link, valid_from)
    select m.site_id, s.shop_link, ${asOf}
    from staged_sites s join matched m using (key)
    where s.shop_link is not null and m.change <> 'older' and not exists (
      select from site_links k where k.site_id = m.site_id and k.valid_to is null)
    order by m.site_id
    on conflict (link) where valid_to is null do nothing`;
}
