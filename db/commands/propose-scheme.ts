import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import { isInForce } from "@/core/scheme";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { findDay } from "@/db/queries/find-day";
import { readScheme } from "@/db/queries/list-schemes";

/** `open`: another proposal of that domain waits; `unfit`: the version is not in force that day. */
export type ProposeRefusal = "open" | "unknown" | "unfit" | "past";

/** Proposes that an authority rates a domain by a scheme version from a day of its own on. */
export async function proposeScheme(
  db: Db,
  actor: Actor,
  input: {
    authorityId: number;
    domain: SiteDomain;
    scheme: { id: string; version: string };
    validFrom: IsoDate;
  },
  now: Date,
): Promise<{ ok: true; id: number } | Forbidden | { ok: false; reason: ProposeRefusal }> {
  return db.begin(async (tx) => {
    const { authorityId, domain, scheme, validFrom } = input;
    const subject = `authority:${authorityId}`;
    if (!(await authorise(tx, actor, "propose-scheme", authorityId, subject))) return FORBIDDEN;
    if (validFrom < (await findDay(tx, authorityId, now)))
      return { ok: false, reason: "past" } as const;
    const [row] = await tx<{ text: string }[]>`
      select text from schemes
      where id = ${scheme.id} and version = ${scheme.version} and domain = ${domain}`;
    if (!row) return { ok: false, reason: "unknown" } as const;
    if (!isInForce(readScheme(row), validFrom)) return { ok: false, reason: "unfit" } as const;
    const [made] = await tx<{ id: number }[]>`
      insert into scheme_changes
        (authority_id, domain, scheme_id, scheme_version, valid_from, proposed_by)
      values (${authorityId}, ${domain}, ${scheme.id}, ${scheme.version}, ${validFrom},
        ${actor.userId})
      on conflict (authority_id, domain) where decided_at is null do nothing
      returning id`;
    return made ? ({ ok: true, id: made.id } as const) : ({ ok: false, reason: "open" } as const);
  });
}
