import type { BoardQuery } from "@/core/board-query";
import { authorityFeedUrl, searchFeedUrl, siteFeedUrl } from "@/core/feed-url";
import { siteUrl } from "@/core/site-url";
import type { SiteDomain } from "@/core/standing";
import { authorityUrl, boardUrl } from "@/core/urls";
import { urnOf } from "@/core/urn";
import type { Db } from "@/db/client";
import { findBoardPage } from "@/db/queries/find-board-page";
import type { FoundPlace } from "@/db/queries/find-place";
import type { Publisher } from "@/db/queries/find-publisher";
import { listEndings, listIssuedAt, listIssuedBy, listIssuedNow } from "@/db/queries/list-issued";
import type { Entry, Feed } from "@/server/web/atom";
import { endingEntry, type FeedContext, ratingEntry } from "@/server/web/feed-entries";
import { plain } from "@/server/web/xml";
import { wordsIn } from "@/services/words";

const ENTRIES_MAX = 50;

/** Everything that was published of one site, its newest ratings and endings first. */
export async function siteFeed(db: Db, place: FoundPlace, context: FeedContext): Promise<Feed> {
  const { locale, base } = context;
  const [issued, endings] = await Promise.all([
    listIssuedAt(db, place.id, ENTRIES_MAX),
    listEndings(db, place.id, ENTRIES_MAX),
  ]);
  const entries = [
    ...endings.map((ending) => endingEntry(ending, place, context)),
    ...issued.map((rating) => ratingEntry(rating, context)),
  ];
  return feedOf(entries.toSorted(newestFirst).slice(0, ENTRIES_MAX), {
    id: urnOf(place.id, "feed", locale),
    locale,
    title: wordsIn(locale)("feed.site", { name: plain(place.name) }),
    self: base + siteFeedUrl(locale, place.id),
    page: base + siteUrl(locale, place),
    next: null,
    author: place.authority.name,
    updated: place.recordedAt,
  });
}

/** What an authority's ratings are, the last published here first. */
export async function authorityFeed(
  db: Db,
  { slug, name, asOf }: Publisher,
  before: number | null,
  context: FeedContext,
): Promise<Feed> {
  const { locale, base } = context;
  const issued = await listIssuedBy(db, slug, { before, limit: ENTRIES_MAX });
  const self = base + authorityFeedUrl(locale, slug);
  const last = issued.length === ENTRIES_MAX ? issued.at(-1) : undefined;
  return feedOf(
    issued.map((rating) => ratingEntry(rating, context)),
    {
      id: urnOf(base, "authority", slug, locale),
      locale,
      title: wordsIn(locale)("feed.authority", { name: plain(name) }),
      self: before === null ? self : `${self}?before=${before}`,
      page: base + authorityUrl(locale, slug),
      next: last ? `${self}?before=${last.id}` : null,
      author: name,
      updated: new Date(asOf ?? 0),
    },
  );
}

/** What stands now at the places that a search finds, the last inspected first. */
export async function searchFeed(
  db: Db,
  asked: BoardQuery & { domain: SiteDomain },
  cursor: string | null,
  context: FeedContext,
): Promise<Feed> {
  const { locale, base } = context;
  const t = wordsIn(locale);
  const query = { ...asked, sort: "date" as const };
  const page = await findBoardPage(db, query, { cursor, limit: ENTRIES_MAX });
  const ids = page.items.map(({ id }) => id);
  const issued = await listIssuedNow(db, ids, query.domain);
  const first = base + searchFeedUrl(locale, query);
  const address = (at: string | null) => {
    const url = new URL(first);
    if (at !== null) url.searchParams.set("cursor", at);
    return url.href;
  };
  return feedOf(
    issued.map((rating) => ratingEntry(rating, context)),
    {
      id: urnOf(first),
      locale,
      title: query.q ? t("feed.search", { q: plain(query.q) }) : t("feed.board"),
      self: address(cursor),
      page: base + boardUrl(locale, query),
      next: page.next === null ? null : address(page.next),
      author: t("layout.name"),
      updated: new Date(page.asOf ?? 0),
    },
  );
}

/** A feed was changed when its newest entry was. */
function feedOf(entries: Entry[], about: Omit<Feed, "entries">): Feed {
  const newest = entries.toSorted(newestFirst)[0];
  return { ...about, updated: newest?.at ?? about.updated, entries };
}

function newestFirst(a: Entry, b: Entry): number {
  return b.at.getTime() - a.at.getTime();
}
