import type { IsoDate } from "@/core/import-row";
import type { Tx } from "@/db/client";
import { SCALE_SOURCES } from "@/server/scale-data/nations";

/** Writes the invented authorities with their sources; the sources' ids, in the order of the list. */
export async function registerScaleSources(tx: Tx, day: IsoDate): Promise<number[]> {
  const ids: number[] = [];
  for (const { slug, name, nation, domain, scheme } of SCALE_SOURCES) {
    const [schemeId = "", version = ""] = scheme.split("@");
    const { language } = nation.tongue;
    const [source] = await tx<{ id: number }[]>`
      with authority as (
        insert into authorities (slug, name, country, language, invented)
        values (${slug}, ${name}, ${nation.country}, ${language}, true)
        returning id
      ), works_under as (
        insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
        select id, ${schemeId}, ${version}, ${day} from authority
      )
      insert into sources (key, format, authority_id, domain, name, licence, language,
        complete_as_of, as_of)
      select ${`scale:${slug}`}, 'scale', id, ${domain}, ${name}, 'CC0-1.0', ${language},
        ${day}, ${day}
      from authority returning id`;
    if (source) ids.push(source.id);
  }
  return ids;
}
