import type { DueItem } from "@/core/due-query";
import type { Db } from "@/db/client";

/** What `workNotes` adds to a row. */
export type WorkNotes = Pick<DueItem, "risk" | "missedOn">;

/**
 * What the authority competent for `place (site_id, domain)` knows of it besides when it is due: its
 * risk category, and that somebody went there in vain since its last visit. To be joined laterally
 * to a place and its listing `l`.
 */
export function workNotes(db: Db) {
  return db`(
    select category.label as risk, (
      select max(m.tried_on) from missed_visits m
      where m.site_id = place.site_id and m.domain = place.domain
        and m.authority_id = competent.authority_id
        and m.tried_on > coalesce(
          case place.domain when 'food' then l.food_rated_on else l.goods_rated_on end, '-infinity')
    ) as missed_on
    from site_authorities competent
    left join site_risks risk on risk.site_id = competent.site_id
      and risk.domain = competent.domain and risk.authority_id = competent.authority_id
      and risk.valid_to is null
    left join risk_categories category on category.authority_id = risk.authority_id
      and category.domain = risk.domain and category.code = risk.code
    where competent.site_id = place.site_id and competent.domain = place.domain
      and competent.valid_to is null
  )`;
}
