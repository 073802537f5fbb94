import type { IsoDate } from "@/core/import-row";
import { improve } from "@/core/improve";
import { findingsBehind, inputsBehind } from "@/core/inputs-behind";
import type { DomainStanding, Listing, SiteDetail, TaxStanding } from "@/core/listing";
import { formatPublicId } from "@/core/public-id";
import { rate } from "@/core/rate";
import type { Scheme } from "@/core/scheme";
import type { Db } from "@/db/client";
import { listSchemes } from "@/db/queries/list-schemes";
import { baseUrl } from "@/services/base-url";

/** What answers are made with: the day, the public address, and every scheme. */
export interface AnswerContext {
  today: IsoDate;
  base: string;
  schemes: ReadonlyMap<string, Scheme>;
}

/** The day of a request (UTC). */
export function today(): IsoDate {
  return new Date().toISOString().slice(0, 10);
}

/** Made once a request and handed down. */
export async function answerContext(db: Db): Promise<AnswerContext> {
  return { today: today(), base: baseUrl(), schemes: await listSchemes(db) };
}

/** A listing as the API gives it; named field by field, so that nothing else gets out. */
export function siteAnswer(listing: Listing, context: AnswerContext) {
  const { slug, name, language, kind, category, address, locality, postcode } = listing;
  const { position, website, authority, distanceM, standings } = listing;
  const id = formatPublicId(listing.id);
  return {
    id,
    url: `${context.base}/en/sites/${id}/${encodeURIComponent(slug)}`,
    slug,
    name,
    language,
    kind,
    category,
    address,
    locality,
    postcode,
    position,
    website,
    authority: { slug: authority.slug, name: authority.name },
    distanceM: distanceM === null ? null : Math.round(distanceM),
    ratings: standings.map((standing) => ratingAnswer(standing, context)),
    operatorTax: listing.tax && taxAnswer(listing.tax, context),
  };
}

/** A tax standing as the API gives it. */
export function taxAnswer(
  { standing, outcome, asOf, scheme }: TaxStanding,
  context: AnswerContext,
) {
  return {
    domain: "tax" as const,
    colour: standing,
    outcome,
    word: wordOf({ scheme, outcome, published: null }, context.schemes),
    asOf,
    ...schemeReference(scheme, context),
  };
}

function ratingAnswer(rating: DomainStanding, context: AnswerContext) {
  const { domain, outcome, published, ratedOn, asOf, staleOn, resultPending } = rating;
  return {
    domain,
    outcome,
    colour: rating.standing,
    word: wordOf(rating, context.schemes),
    published,
    ratedOn,
    asOf,
    staleOn,
    stale: staleOn !== null && staleOn <= context.today,
    resultPending,
    ...schemeReference(rating.scheme, context),
  };
}

/**
 * Why the current ratings of a site are what they are, as far as their sources say what they rest
 * on, and what would make them better.
 */
export function reasonsOf(site: SiteDetail, { schemes }: Pick<AnswerContext, "schemes">) {
  return site.standings.flatMap((standing) => {
    const scheme = schemes.get(standing.scheme ?? "");
    const issued = site.ratings.find(({ domain }) => domain === standing.domain);
    const inputs = scheme && issued && inputsBehind(scheme, issued, findingsBehind(site, standing));
    const rated = inputs && rate(inputs, scheme);
    if (!inputs || !rated?.ok || rated.outcome !== standing.outcome) return [];
    const { rule, met, missed } = rated;
    return [{ domain: standing.domain, inputs, rule, met, missed, ...improve(inputs, scheme) }];
  });
}

/** The outcome in English as its scheme puts it, else the source's own word. */
export function wordOf(
  rating: Pick<DomainStanding, "scheme" | "outcome" | "published">,
  schemes: AnswerContext["schemes"],
): string | null {
  const scheme = rating.scheme === null ? undefined : schemes.get(rating.scheme);
  return (rating.outcome && scheme?.outcomes[rating.outcome]?.word.en) ?? rating.published;
}

/** Which scheme version a rating follows and where its document is. */
export function schemeReference(
  key: string | null,
  { base, schemes }: Pick<AnswerContext, "base" | "schemes">,
) {
  const known = key === null ? undefined : schemes.get(key);
  if (!known) return { scheme: null, version: null, schemeUrl: null };
  const { id, version } = known;
  return { scheme: id, version, schemeUrl: `${base}/api/v1/schemes/${id}/${version}` };
}
