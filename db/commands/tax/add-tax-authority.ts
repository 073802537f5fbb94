import type { IsoDate } from "@/core/import-row";
import { isInForce } from "@/core/scheme";
import type { Db } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/**
 * Adds a tax authority that works under a scheme version from a day on; of one that is there, what it
 * worked under before ends on that day.
 */
export async function addTaxAuthority(
  db: Db,
  input: {
    slug: string;
    name: string;
    country: string;
    language: string;
    scheme: string;
    from: IsoDate;
    invented?: boolean;
  },
): Promise<{ ok: true; authorityId: number } | { ok: false; reason: "unfit" }> {
  return db.begin(async (tx) => {
    const [id = "", version = ""] = input.scheme.split("@");
    const [scheme] = await tx<{ text: string }[]>`
      select text from schemes where id = ${id} and version = ${version} and domain = 'tax'`;
    if (!scheme || !isInForce(readScheme(scheme), input.from)) {
      return { ok: false, reason: "unfit" } as const;
    }
    await tx`
      insert into authorities (slug, name, country, language, invented)
      values (${input.slug}, ${input.name}, ${input.country}, ${input.language},
        ${input.invented ?? false})
      on conflict (slug) do nothing`;
    const [authority] = await tx<{ id: number }[]>`
      select id from authorities where slug = ${input.slug} for no key update`;
    const authorityId = authority?.id ?? 0;
    await tx`
      update authority_schemes used set valid_to = ${input.from}
      where authority_id = ${authorityId} and valid_from < ${input.from}::date
        and (valid_to is null or valid_to > ${input.from}::date)
        and exists (select from schemes s where s.domain = 'tax'
          and s.id = used.scheme_id and s.version = used.scheme_version)`;
    await tx`
      insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
      values (${authorityId}, ${id}, ${version}, ${input.from}) on conflict do nothing`;
    return { ok: true, authorityId } as const;
  });
}
