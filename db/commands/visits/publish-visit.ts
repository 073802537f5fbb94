import { createHash } from "node:crypto";
import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import { severityClass } from "@/core/severity-class";
import { findingsOf, findingText } from "@/core/visit-findings";
import type { Tx } from "@/db/client";
import { officeSource } from "@/db/commands/office-source";
import { chainRatings } from "@/db/commands/visits/chain-ratings";
import { moveVisit, type Step, type VisitRecord } from "@/db/commands/visits/lock-visit";
import { settleTasks } from "@/db/commands/visits/settle-tasks";
import { findPreviousRoutine } from "@/db/queries/find-previous-routine";

/**
 * Puts a visit's findings and rating on record, where the public reads them from; with it ends what
 * the visit corrects, and what was to be done is done. The listing follows by `publish`.
 */
export async function issueVisit(
  tx: Tx,
  visit: VisitRecord,
  scheme: Scheme,
  step: Step,
): Promise<void> {
  const { visitedOn, inputs, standing } = visit;
  if (!visitedOn || !inputs || !standing) throw new Error(`Visit ${visit.id} is not rated.`);
  const source = await officeSource(tx, visit.authorityId, visit.domain);
  const inspectionId = await insertInspection(tx, visit, visitedOn, source);
  await insertFindings(tx, inspectionId, visit, scheme);
  const [rating] = await tx<{ id: number }[]>`
    insert into ratings (site_id, domain, source_id, scheme_id, scheme_version, visit_key, origin,
      published, inputs, outcome, standing, rated_on, source_as_of, content_hash, superseded_by)
    select ${visit.siteId}, ${visit.domain}, ${source}, ${visit.schemeId}, ${visit.schemeVersion},
      ${visit.id}, 'computed', null, ${tx.json(inputs)}, ${visit.outcome}, ${standing},
      ${visitedOn}, ${visitedOn}, ${hashOf([visit.schemeId, visit.schemeVersion, inputs])}, id
    -- Current only once the chain says so: it may be the result of a day before the last one.
    from (select nextval('ratings_id_seq') as id) given
    returning id`;
  if (!rating) throw new Error(`The rating of visit ${visit.id} was not written.`);
  await tx`
    update visits set inspection_id = ${inspectionId}, rating_id = ${rating.id}
    where id = ${visit.id}`;
  Object.assign(visit, { inspectionId, ratingId: rating.id });
  await endCorrected(tx, visit, step);
  await chainRatings(tx, visit.siteId, visit.domain);
  await settleTasks(tx, { ...visit, visitedOn }, scheme, step.at);
}

async function insertInspection(
  tx: Tx,
  visit: VisitRecord,
  visitedOn: IsoDate,
  source: number,
): Promise<number> {
  const [written] = await tx<{ id: number }[]>`
    insert into inspections (site_id, domain, source_id, source_key, visited_on, type,
      content_hash, source_as_of)
    values (${visit.siteId}, ${visit.domain}, ${source}, ${visit.id}, ${visitedOn}, ${visit.kind},
      ${hashOf(visit.document)}, ${visitedOn})
    returning id`;
  if (!written) throw new Error(`Visit ${visit.id} was not written.`);
  return written.id;
}

async function insertFindings(
  tx: Tx,
  inspectionId: number,
  visit: VisitRecord,
  scheme: Scheme,
): Promise<void> {
  const language = await languageOf(tx, visit.authorityId);
  const before = await findPreviousRoutine(tx, visit);
  const out = new Set(before?.isComparable ? before.found.map(({ code }) => code) : []);
  const rows = findingsOf(visit.document, scheme).map((finding, at) => ({
    inspection_id: inspectionId,
    ordinal: at + 1,
    code: finding.code,
    text: [findingText(finding, language), finding.comment].filter(Boolean).join(" · "),
    severity: severityClass(scheme, finding.severity),
    severity_as_published: finding.severity,
    corrected_on_site: finding.corrected,
    repeated: finding.code !== null && out.has(finding.code),
  }));
  if (rows.length > 0) await tx`insert into findings ${tx(rows)}`;
}

/** The language in which an authority's findings are published. */
async function languageOf(tx: Tx, authorityId: number): Promise<"en" | "zh" | "ar"> {
  const [authority] = await tx<{ language: string }[]>`
    select language from authorities where id = ${authorityId}`;
  const base = authority?.language.split("-")[0];
  return base === "zh" || base === "ar" ? base : "en";
}

/** A correction takes the place of what it corrects; both stay on record. */
async function endCorrected(tx: Tx, visit: VisitRecord, step: Step): Promise<void> {
  if (!visit.supersedes) return;
  const [old] = await tx<VisitRecord[]>`
    select id, site_id, domain, state, inspection_id, rating_id from visits
    where id = ${visit.supersedes} for update`;
  if (old?.state !== "published") return;
  await tx`
    update inspections set superseded_by = ${visit.inspectionId} where id = ${old.inspectionId}`;
  await moveVisit(tx, old, "superseded", step);
  // What no longer counts need not be withdrawn any more; nobody's decision.
  await tx`
    update withdrawals set decided_at = ${step.at}, confirmed = false
    where visit_id = ${old.id} and decided_at is null`;
  // The correction went on at another place where theirs was merged into that.
  if (old.siteId !== visit.siteId) await chainRatings(tx, old.siteId, old.domain);
}

function hashOf(content: unknown): string {
  return createHash("sha1").update(JSON.stringify(content)).digest("base64");
}
