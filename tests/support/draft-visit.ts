import { randomUUID } from "node:crypto";
import type { Actor } from "@/core/permissions";
import { emptyDraft, type VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";

/** A draft of an inspector's at some site of an authority. */
export async function makeDraftVisit(
  db: Db,
  inspector: Actor,
  visit: {
    authority: string;
    scheme?: string;
    siteName?: string;
    draft?: VisitDraft;
  },
): Promise<string> {
  const { authority, scheme = "uk-fhrs@2018-11", siteName = null, draft } = visit;
  const [schemeId = "", version = ""] = scheme.split("@");
  const id = randomUUID();
  const made = await db`
    insert into visits
      (id, site_id, domain, authority_id, scheme_id, scheme_version, kind, inspector_id, document)
    select ${id}, l.site_id, 'food', a.id, ${schemeId}, ${version}, 'routine', ${inspector.userId},
      ${db.json(draft ?? emptyDraft("routine", "2026-03-03"))}
    from listings l join authorities a on a.id = l.authority_id
    where a.slug = ${authority} and (${siteName}::text is null or l.name = ${siteName})
    order by l.site_id limit 1`;
  if (made.count !== 1) throw new Error("There is no such site.");
  return id;
}
