import type { PublicEntry } from "@/core/register-entry";
import type { Db, Tx } from "@/db/client";

/** A site by its public id, or a legal entity by one of its numbers. */
export type EntrySubject = { site: string } | { entity: { scheme: string; number: string } };

/** What registers say of a site or of a legal entity today; the latest first. */
export async function listPublicEntries(
  db: Db | Tx,
  subject: EntrySubject,
): Promise<PublicEntry[]> {
  const of =
    "site" in subject
      ? db`entry.site_id = (select id from sites where public_id = ${subject.site})`
      : db`entry.entity_id = (
          select entity_id from entity_identifiers
          where scheme = ${subject.entity.scheme} and number = ${subject.entity.number})`;
  return db<PublicEntry[]>`
    select entry.id, entry.kind, entry.state, entry.language, entry.legal_basis, entry.grounds,
      entry.evidence, entry.remedy, entry.starts_on, entry.ends_on,
      jsonb_build_object('slug', a.slug, 'name', a.name, 'language', a.language) as authority
    from public_entries entry join authorities a on a.id = entry.authority_id
    where ${of}
    order by entry.starts_on desc, entry.id`;
}
