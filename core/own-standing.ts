import { decidingFindings } from "@/core/deciding-findings";
import type { EntityDetail, EntityNumber } from "@/core/entity";
import type { IsoDate } from "@/core/import-row";
import { isStale } from "@/core/is-stale";
import type { Finding, Listing, SiteDetail, TaxStanding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";
import type { PublicEntry } from "@/core/register-entry";
import type { Scheme } from "@/core/scheme";
import { isColour, type SiteDomain } from "@/core/standing";

/** A visit whose result is still to come: when, and what it waits for; never what it found or who came. */
export interface PendingVisit {
  domain: SiteDomain;
  visitedOn: IsoDate;
  /** `confirming` by a second person, or `scheduled` for a day of the scheme's. */
  state: "confirming" | "scheduled";
  publishOn: IsoDate | null;
}

/** Findings that are to be put right by a day. */
export interface FollowUp {
  domain: SiteDomain;
  dueOn: IsoDate;
  /** The visit it follows, as the public knows it; null where it follows none recorded here. */
  visit: string | null;
}

/** A place somebody speaks for, in a list. */
export interface OwnSiteItem {
  listing: Listing;
  pending: PendingVisit[];
  /** The next day by which something is to be put right. */
  dueOn: IsoDate | null;
}

/** A business somebody speaks for, in a list. */
export interface OwnEntityItem extends EntityNumber {
  /** Null where only its number is known, and of whoever may be a natural person. */
  name: string | null;
  language: string | null;
  /** Null for whoever may be a natural person: none is ever stated. */
  tax: TaxStanding | null;
  sites: number;
  notices: number;
}

/** All that somebody speaks for. */
export interface OwnStandings {
  entities: OwnEntityItem[];
  /** Places of their own, and of their businesses' places those where something is to be done. */
  sites: OwnSiteItem[];
}

/** An entry of a register that will be public from a day on. */
export type ComingEntry = Pick<
  PublicEntry,
  "id" | "kind" | "state" | "language" | "remedy" | "startsOn" | "endsOn"
>;

/** A place as whoever speaks for it sees it. */
export interface OwnSite {
  detail: SiteDetail;
  pending: PendingVisit[];
  followUps: FollowUp[];
  /** Published visits recorded here, whose reports are theirs to read. */
  reports: { visitId: string; domain: SiteDomain; visitedOn: IsoDate }[];
  entries: PublicEntry[];
  coming: ComingEntry[];
}

/** A business as whoever speaks for it sees it. */
export interface OwnEntity {
  detail: EntityDetail;
  /** The day from which its tax standing is too old to be shown; null where none is shown. */
  lapsesOn: IsoDate | null;
  /** What they let the board tell beyond the standing, and since when; null for nothing. */
  consent: { level: 1 | 2; givenOn: IsoDate } | null;
  /** At how many of its places something is to be done; these come first. */
  toDo: number;
  sites: OwnSiteItem[];
  next: string | null;
  entries: PublicEntry[];
  coming: ComingEntry[];
}

/**
 * What a place's results call for where neither a day is set nor anything pending: to put something
 * right, or to be looked at again.
 */
export function callOf({ listing }: OwnSiteItem, today: IsoDate): "not-green" | "stale" | null {
  const { standings } = listing;
  if (standings.some(({ standing }) => standing === "yellow" || standing === "red")) {
    return "not-green";
  }
  return standings.some((one) => isStale(one, today)) ? "stale" : null;
}

/** What is still to be put right in a domain, by when, and since which visit. */
export interface OpenFindings {
  domain: SiteDomain;
  /** Null where no day is set. */
  dueOn: IsoDate | null;
  visitedOn: IsoDate | null;
  /** `id@version` of the scheme of that visit's result. */
  scheme: string | null;
  findings: Finding[];
}

/**
 * The findings that were not put right on site: of each visit that calls for a second look, with its
 * day, and of the newest visit of a domain where none does.
 */
export function openFindings(
  { visits, standings }: Pick<SiteDetail, "visits" | "standings">,
  followUps: readonly FollowUp[],
): OpenFindings[] {
  const standing = visits.filter(({ ended }) => ended === null);
  const domains = new Set([...standings, ...followUps].map(({ domain }) => domain));
  return [...domains].flatMap((domain): OpenFindings[] => {
    const newest = standing.find((visit) => visit.domain === domain);
    const due = followUps.filter((one) => one.domain === domain);
    const asked = due.map(({ dueOn, visit }) => ({
      dueOn,
      visit: standing.find(({ id }) => id === visit) ?? newest,
    }));
    const all = asked.length > 0 ? asked : [{ dueOn: null, visit: newest }];
    return all.flatMap(({ dueOn, visit }) => {
      const findings = (visit?.findings ?? []).filter(({ correctedOnSite }) => !correctedOnSite);
      if (dueOn === null && findings.length === 0) return [];
      const scheme = visit?.rating?.scheme ?? null;
      return [{ domain, dueOn, visitedOn: visit?.visitedOn ?? null, scheme, findings }];
    });
  });
}

/**
 * The findings that were put right while the inspector was there and that the standing result counts
 * all the same, domain by domain: without them nobody could tell why the colour is what it is.
 */
export function countedThoughCorrected(
  { visits }: Pick<SiteDetail, "visits">,
  schemes: ReadonlyMap<string, Scheme>,
): OpenFindings[] {
  return visits.flatMap(({ domain, visitedOn, rating, findings, ended }): OpenFindings[] => {
    const scheme = schemes.get(rating?.scheme ?? "");
    if (!rating?.current || !scheme || ended !== null) return [];
    if (!isColour(rating.standing) || rating.standing === "green") return [];
    const counted = decidingFindings(scheme, rating, findings).filter(
      ({ correctedOnSite }) => correctedOnSite,
    );
    if (counted.length === 0) return [];
    return [{ domain, dueOn: null, visitedOn, scheme: rating.scheme, findings: counted }];
  });
}

/** A place on the pages of whoever speaks for it. */
export function ownSiteUrl(locale: Locale, site: string): string {
  return `/${locale}/my/sites/${formatPublicId(site)}`;
}

/** A business on the pages of whoever speaks for it. */
export function ownEntityUrl(locale: Locale, { scheme, number }: EntityNumber): string {
  return `/${locale}/my/entities/${scheme}/${encodeURIComponent(number)}`;
}
