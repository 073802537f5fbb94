import { shopLinksAbove } from "@/core/shop-link";
import type { Db } from "@/db/client";

/** The public id of the shop that an address on the web leads to; null for any other text. */
export async function findSiteByLink(db: Db, text: string): Promise<string | null> {
  const links = shopLinksAbove(text);
  if (links.length === 0) return null;
  const [found] = await db<{ publicId: string }[]>`
    select s.public_id from site_links k join sites s on s.id = k.site_id
    where k.link in ${db(links)} and k.valid_to is null
    order by length(k.link) desc limit 1`;
  return found?.publicId ?? null;
}
