import { hash } from "node:crypto";
import { isEntityScheme, legalFormOf } from "@/core/entity-number";
import type { FindingRow, RatingRow, SiteRow, VisitRow } from "@/core/import-row";
import { phoneDigits } from "@/core/phone";
import { rate } from "@/core/rate";
import { type Scheme, standingOf } from "@/core/scheme";
import { normaliseShopLink } from "@/core/shop-link";
import { indexSite } from "@/core/site-index";
import { indexText } from "@/core/tokens";
import type { Tx } from "@/db/client";
import { StagingTable } from "@/db/staging";

/** The temporary tables that a snapshot streams into, one a kind of row. */
export async function createStagingTables(tx: Tx) {
  return {
    sites: await StagingTable.create(tx, "staged_sites", {
      line: "int",
      key: "text",
      name: "text",
      normal: "text",
      tokens: "text[]",
      kind: "text",
      category: "text",
      category_as_published: "text",
      address: "text",
      locality: "text",
      postcode: "text",
      address_normal: "text",
      address_tokens: "text[]",
      lat_e6: "int",
      lon_e6: "int",
      morton: "bigint",
      grid_x: "int",
      grid_y: "int",
      website: "text",
      shop_link: "text",
      operator_scheme: "text",
      operator_level: "text",
      operator_number: "text",
      operator_form: "text",
      phone: "text",
      closed_on: "date",
      result_pending: "boolean",
      reply: "text",
      former_names: "jsonb",
      hash: "text",
    }),
    visits: await StagingTable.create(tx, "staged_visits", {
      line: "int",
      site_key: "text",
      key: "text",
      visited_on: "date",
      type: "text",
      hash: "text",
    }),
    findings: await StagingTable.create(tx, "staged_findings", {
      line: "int",
      site_key: "text",
      visit_key: "text",
      code: "text",
      text: "text",
      severity: "text",
      severity_as_published: "text",
      corrected_on_site: "boolean",
      action: "text",
      court_outcome: "text",
      fine: "numeric",
      hash: "text",
    }),
    ratings: await StagingTable.create(tx, "staged_ratings", {
      line: "int",
      site_key: "text",
      visit_key: "text",
      scheme_id: "text",
      scheme_version: "text",
      origin: "text",
      published: "text",
      inputs: "jsonb",
      outcome: "text",
      standing: "text",
      rated_on: "date",
      hash: "text",
    }),
    issues: await StagingTable.create(tx, "staged_issues", {
      line: "int",
      key: "text",
      field: "text",
      value: "text",
      problem: "text",
      action: "text",
    }),
  };
}

/** A site with its search tokens and its place on the grid. */
export function siteCells(row: SiteRow) {
  const index = indexSite(row);
  const { line, kind, ...content } = row;
  return [
    line,
    row.key,
    row.name,
    index.normal,
    index.tokens,
    row.siteKind,
    row.category,
    row.categoryAsPublished,
    row.address,
    row.locality,
    row.postcode,
    index.addressNormal,
    index.addressTokens,
    index.latE6,
    index.lonE6,
    index.morton,
    index.gridX,
    index.gridY,
    row.website,
    row.siteKind === "online" && row.website ? normaliseShopLink(row.website) : null,
    row.operator?.scheme ?? null,
    row.operator?.level ?? null,
    row.operator?.number ?? null,
    row.operator ? provedForm(row.operator) : null,
    row.phone ? phoneDigits(row.phone) : null,
    row.closedOn,
    row.resultPending,
    row.reply,
    row.formerNames.map((former) => ({ ...former, ...indexText(former.name) })),
    hashOf(content),
  ];
}

/** The legal form that the number of an operator proves by itself. */
function provedForm({ scheme, number }: { scheme: string; number: string }) {
  return isEntityScheme(scheme) ? legalFormOf(scheme, number) : null;
}

export function visitCells(row: VisitRow) {
  return [
    row.line,
    row.siteKey,
    row.key,
    row.visitedOn,
    row.type,
    hashOf([row.visitedOn, row.type]),
  ];
}

export function findingCells(row: FindingRow) {
  const content = [
    row.code,
    row.text,
    row.severity,
    row.severityAsPublished,
    row.correctedOnSite,
    row.action,
    row.courtOutcome,
    row.fine,
  ];
  return [row.line, row.siteKey, row.visitKey, ...content, hashOf(content)];
}

type Result = Pick<Scheme, "id" | "version"> | null;

/** What the published word or, where there is none, the published inputs mean under the scheme. */
export function resultOf(row: RatingRow, scheme: Scheme) {
  const meaning = row.published === null ? null : standingOf(scheme, row.published);
  if (meaning === "no-result") return meaning;
  const unknown = { scheme: null as Result, outcome: null, standing: "unpublished" as const };
  if (meaning === "unmapped") return unknown;
  if (meaning) return { scheme: scheme as Result, ...meaning };
  const rated = rate(row.inputs, scheme);
  return rated.ok
    ? { scheme: scheme as Result, outcome: rated.outcome, standing: rated.standing }
    : unknown;
}

/** What the scheme makes of the inputs, where the source publishes another outcome; else null. */
export function contradictionOf(row: RatingRow, scheme: Scheme, outcome: string | null) {
  if (row.published === null || outcome === null || Object.keys(row.inputs).length === 0)
    return null;
  const rated = rate(row.inputs, scheme);
  return rated.ok && rated.outcome !== null && rated.outcome !== outcome ? rated.outcome : null;
}

export function ratingCells(
  row: RatingRow,
  result: Exclude<ReturnType<typeof resultOf>, "no-result">,
) {
  const content = [
    result.scheme?.id ?? null,
    result.scheme?.version ?? null,
    row.published === null ? "computed" : "published",
    row.published,
    row.inputs,
    result.outcome,
    result.standing,
    row.ratedOn,
  ];
  return [row.line, row.siteKey, row.visitKey, ...content, hashOf(content)];
}

function hashOf(content: unknown): string {
  return hash("sha1", JSON.stringify(content), "base64");
}
