import type { Locale } from "@/core/locale";
import type { Actor } from "@/core/permissions";
import type { RepresentedSubject } from "@/core/representation";
import type { Db, Tx } from "@/db/client";
import { findOrMake, invite } from "@/db/commands/add-user";
import { authorise, FORBIDDEN } from "@/db/commands/authorise";
import { type Granted, giveRole } from "@/db/commands/grant-membership";
import { queueMail } from "@/db/commands/queue-mail";

/** `not-rated`: the authority rates no such place or business, whether or not there is one. */
export type Invited = Granted | { ok: false; reason: "not-rated" };

/** What the letter of an invitation is about. */
export interface Invitation {
  /** For the link to choose a password by; null for who is here already. */
  token: string | null;
  business: string;
}

/**
 * Lets somebody speak for a place or a legal entity that an authority rates, and writes to them.
 * `letter` words it.
 */
export async function inviteRepresentative(
  db: Db,
  actor: Actor,
  input: {
    authorityId: number;
    email: string;
    name: string;
    subject: RepresentedSubject;
    locale: Locale;
  },
  letter: (invitation: Invitation) => { subject: string; text: string },
  now: Date,
): Promise<Invited> {
  return db.begin(async (tx) => {
    const { authorityId, email, name, subject, locale } = input;
    const isSite = "site" in subject;
    const action = isSite ? "invite-site-representative" : "invite-representative";
    if (!(await authorise(tx, actor, action, authorityId, `authority:${authorityId}`))) {
      return FORBIDDEN;
    }
    const rated = await findRated(tx, authorityId, subject);
    if (!rated) return { ok: false, reason: "not-rated" };
    const { userId, isNew } = await findOrMake(tx, { email, name });
    const granted = await giveRole(tx, actor, {
      ...{ userId, role: "representative", authorityId },
      ...(isSite ? { siteId: rated.id } : { entityId: rated.id }),
    });
    if (granted.ok) {
      const token = isNew ? await invite(tx, userId, now) : null;
      await queueMail(tx, { to: email, locale, ...letter({ token, business: rated.name }) });
    }
    return granted;
  });
}

/**
 * A place that an authority is competent for, or an entity whose tax standing it states: nobody
 * lets anybody speak for what another authority rates.
 */
async function findRated(
  tx: Tx,
  authorityId: number,
  subject: RepresentedSubject,
): Promise<{ id: number; name: string } | null> {
  const [found] =
    "site" in subject
      ? await tx<{ id: number; name: string }[]>`
          select s.id, n.name from sites s
          join site_names n on n.site_id = s.id and n.valid_to is null
          where s.public_id = ${subject.site} and s.state <> 'merged' and exists (
            select from site_authorities competent
            where competent.site_id = s.id and competent.authority_id = ${authorityId}
              and competent.valid_to is null)`
      : await tx<{ id: number; name: string }[]>`
          select e.id, coalesce(n.name, i.number) as name
          from entity_identifiers i
          join legal_entities e on e.id = i.entity_id and e.state <> 'merged'
          left join entity_names n on n.entity_id = e.id and n.valid_to is null
          where i.scheme = ${subject.entity.scheme} and i.number = ${subject.entity.number}
            and exists (
              select from tax_standings tax
              where tax.entity_id = e.id and tax.authority_id = ${authorityId}
                and tax.superseded_by is null)`;
  return found ?? null;
}
