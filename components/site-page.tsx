import { EarlierRatings } from "@/components/earlier-ratings";
import { FeedLink } from "@/components/feed-link";
import { RegisterNotices } from "@/components/register-notices";
import { SearchLine } from "@/components/search-line";
import { SiteEnded } from "@/components/site-ended";
import { SiteHeading } from "@/components/site-heading";
import { SiteHistory } from "@/components/site-history";
import { SiteKin } from "@/components/site-kin";
import { SiteNeighbours } from "@/components/site-neighbours";
import { SiteProblem } from "@/components/site-problem";
import { SiteReply } from "@/components/site-reply";
import { hasPanels, SiteResults } from "@/components/site-results";
import { SiteShare } from "@/components/site-share";
import { SiteSource } from "@/components/site-source";
import { SiteUnknowns } from "@/components/site-unknowns";
import { VisitFindings } from "@/components/visit-findings";
import { siteFeedUrl } from "@/core/feed-url";
import type { IsoDate } from "@/core/import-row";
import type { SiteDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { PublicEntry } from "@/core/register-entry";
import type { Scheme } from "@/core/scheme";

/** What the parts of a site's page need in common. */
export interface SiteContext {
  site: SiteDetail;
  /** What registers say of it today, and of whoever runs it. */
  notices?: readonly PublicEntry[];
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}

/** The page of one place: what was found, when, by whom, and what nobody knows. */
export function SitePage({ shortUrl, ...context }: SiteContext & { shortUrl: string }) {
  const isWide = hasPanels(context.site);
  const latest = context.site.visits.find(({ ended }) => ended === null);
  return (
    <>
      <SearchLine locale={context.locale} />
      <div className="page pb-16">
        <SiteHeading {...context} />
        <SiteEnded {...context} />
        <SiteKin {...context} />
        {isWide && <SiteResults {...context} />}
        <div className="desk:grid desk:grid-cols-[minmax(0,5fr)_minmax(0,3fr)] desk:gap-x-16">
          <div>
            {!isWide && <SiteResults {...context} />}
            <RegisterNotices entries={context.notices ?? []} locale={context.locale} />
            {latest && <VisitFindings visit={latest} {...context} />}
            <SiteReply {...context} />
            <SiteHistory {...context} />
            <EarlierRatings {...context} />
            <SiteNeighbours {...context} />
          </div>
          <div>
            <SiteSource {...context} />
            <SiteUnknowns {...context} />
            <SiteShare url={shortUrl} />
            <FeedLink href={siteFeedUrl(context.locale, context.site.id)} />
            <SiteProblem {...context} />
          </div>
        </div>
      </div>
    </>
  );
}
