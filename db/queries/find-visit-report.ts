import { followUpDue, openItems } from "@/core/follow-up";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import { siteUrl } from "@/core/site-url";
import type { SiteDomain, Standing } from "@/core/standing";
import { parseDraft, type VisitDraft } from "@/core/visit-draft";
import { draftInputs } from "@/core/visit-findings";
import type { VisitReport } from "@/core/visit-report";
import type { VisitState } from "@/core/visit-state";
import type { Db, Tx } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

interface Row {
  state: VisitState;
  domain: SiteDomain;
  schemeText: string;
  emergency: boolean;
  inputs: Inputs | null;
  standing: Standing | null;
  document: unknown;
  checksum: string;
  publishOn: IsoDate | null;
  lapsesAt: Date | null;
  timeZone: string;
  authorityName: string;
  email: string | null;
  website: string | null;
  invented: boolean;
  siteId: string;
  siteName: string;
  address: string | null;
  /** Of the task; that of this visit is made only as the result is issued. */
  followUpOn: IsoDate | null;
  /** Or never will be. */
  isIssued: boolean;
}

/**
 * All that a visit's report says; null where there is no such visit. Who may read it is for the
 * caller to know. `base` is the board's public address, without a slash at the end.
 */
export async function findVisitReport(
  db: Db | Tx,
  visitId: string,
  { base, locale }: { base: string; locale: Locale },
): Promise<VisitReport | null> {
  const [row] = await db<Row[]>`
    select v.state, v.domain, scheme.text as scheme_text, v.emergency, v.inputs, v.standing,
      v.document, encode(sha256(convert_to(v.document::text, 'UTF8')), 'hex') as checksum,
      (v.publish_at at time zone a.time_zone)::date as publish_on,
      case when v.state = 'awaiting' and v.emergency then v.confirm_by end as lapses_at,
      a.time_zone,
      a.name as authority_name, a.email, a.website, a.invented,
      s.public_id as site_id, n.name as site_name,
      nullif(concat_ws(', ', p.line, p.locality, p.postcode), '') as address,
      -- Of this visit, else of an earlier one that was still to be followed up when it was made.
      coalesce(
        (select t.due_on from tasks t where t.reason = 'follow-up' and t.from_visit = v.id
          order by t.id desc limit 1),
        (select min(t.due_on) from tasks t
          where t.reason = 'follow-up' and t.site_id = v.site_id and t.domain = v.domain
            and t.done_at is null and t.due_on >= v.visited_on
            and t.created_at <= v.submitted_at)) as follow_up_on,
      v.inspection_id is not null or v.state = 'withdrawn' as is_issued
    from visits v
    join schemes scheme on scheme.id = v.scheme_id and scheme.version = v.scheme_version
    join authorities a on a.id = v.authority_id
    join sites s on s.id = v.site_id
    join site_names n on n.site_id = s.id and n.valid_to is null
    left join site_addresses p on p.site_id = s.id and p.valid_to is null
    where v.id = ${visitId}`;
  if (!row) return null;
  const scheme = readScheme({ text: row.schemeText });
  const parsed = parseDraft(row.document);
  if (!parsed.ok) throw new Error(`The visit ${visitId} cannot be read.`);
  const { draft } = parsed;
  const inputs = row.inputs ?? draftInputs(draft, scheme);
  const rated = rate(inputs, scheme);
  return {
    visitId,
    state: row.state,
    emergency: row.emergency,
    domain: row.domain,
    authority: {
      name: row.authorityName,
      email: row.email,
      website: row.website,
      invented: row.invented,
      timeZone: row.timeZone,
    },
    site: { id: row.siteId, name: row.siteName, address: row.address },
    scheme,
    draft,
    result: rated.ok ? { inputs, rated } : null,
    standing: row.standing,
    publishOn: row.publishOn,
    lapsesAtMs: row.lapsesAt?.getTime() ?? null,
    followUpOn: row.isIssued
      ? row.followUpOn
      : expectedFollowUp(draft, scheme, rated.ok ? rated.outcome : null),
    url: `${base}${siteUrl(locale, { id: row.siteId })}`,
    checksum: row.checksum,
  };
}

/** The day by which the place will be visited again once the result is issued. */
function expectedFollowUp(
  draft: VisitDraft,
  scheme: Scheme,
  outcome: string | null,
): IsoDate | null {
  const { visitedOn } = draft;
  return visitedOn && followUpDue(scheme, outcome, visitedOn, openItems(draft, scheme).length);
}
