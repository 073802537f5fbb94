import type { Db } from "@/db/client";
import type { RegisterOptions } from "@/importers/register-format";
import { slugOf } from "@/importers/values";

/**
 * The authority that keeps a register: one that the board knows by this slug or name, or a new one
 * where its country is said, too. Undefined where neither tells which.
 */
export async function registerAuthority(
  db: Db,
  { authority: given, country }: { authority?: string; country?: string },
): Promise<RegisterOptions["authority"]> {
  if (!given) return undefined;
  const [known] = await db<NonNullable<RegisterOptions["authority"]>[]>`
    select slug, name, country, language, invented from authorities
    where slug = ${given} or name = ${given} order by slug = ${given} desc, id limit 1`;
  if (known || !country) return known;
  const slug = slugOf(`${country} ${given}`);
  return { slug, name: given, country, language: null, invented: false };
}
