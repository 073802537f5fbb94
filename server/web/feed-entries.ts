import { formatDate, isolated, joinSentences } from "@/core/format";
import type { Ending, Issued, Place } from "@/core/issued";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import { type ReasonWords, reasonsPhrase } from "@/core/reason-phrase";
import { resultPhrase } from "@/core/result-phrase";
import type { Scheme } from "@/core/scheme";
import { siteUrl } from "@/core/site-url";
import { isColour } from "@/core/standing";
import { urnOf } from "@/core/urn";
import type { Entry } from "@/server/web/atom";
import { plain } from "@/server/web/xml";
import { wordsIn } from "@/services/words";

/** What entries of one answer have in common. */
export interface FeedContext {
  locale: Locale;
  /** Without a slash at the end. */
  base: string;
  schemes: ReadonlyMap<string, Scheme>;
}

/** A rating as an entry: what, where, by whom and when, under which rule. */
export function ratingEntry(issued: Issued, { locale, base, schemes }: FeedContext): Entry {
  const t = wordsIn(locale);
  const { place, ratedOn } = issued;
  const authority = named(locale, place.authority.name);
  const scheme = schemes.get(issued.scheme ?? "");
  const date = (day: string) => formatDate(locale, day);
  const result = resultPhrase(
    { ...issued, published: issued.published && plain(issued.published) },
    schemes,
    locale,
    t,
  );
  return {
    ...about(place, locale, base),
    id: urnOf(place.id, "rating", issued.id, locale),
    title: titled(locale, place, result),
    at: issued.recordedAt,
    content: joinSentences(locale, [
      whenAndBy(),
      !isColour(issued.standing) && whyGrey(),
      scheme !== undefined &&
        t("place.rule", { scheme: scheme.title[locale], version: scheme.version }),
      issued.origin === "computed" && t("place.computed"),
      why(),
      isColour(issued.standing) && scheme?.overlay === true && t("place.overlay"),
    ]),
    licence: issued.licence,
    licenceUrl: issued.licenceUrl,
  };

  function whenAndBy() {
    if (!isColour(issued.standing)) {
      return t("place.unratedAsOf", { authority, date: date(issued.asOf) });
    }
    if (ratedOn === null) return t("place.ratedUndated", { authority });
    return t("feed.rated", { authority, date: date(ratedOn) });
  }

  function why() {
    if (!scheme || Object.keys(issued.inputs).length === 0) return false;
    const rated = rate(issued.inputs, scheme);
    if (!rated.ok || rated.outcome !== issued.outcome) return false;
    const words: ReasonWords = (key, values) => t(`why.${key}`, values);
    return `${t("why.title")}: ${reasonsPhrase(rated, { scheme, locale, t: words })}.`;
  }

  function whyGrey() {
    if (isColour(issued.standing)) return false;
    return issued.standing === "unpublished" && issued.published
      ? t("stateWhy.unmapped", { word: named(locale, issued.published) })
      : t(`stateWhy.${issued.standing}`);
  }
}

/** That a place is no longer listed, or is again, as an entry. */
export function endingEntry(
  { position, kind, at }: Ending,
  place: Place & { licence: string | null; licenceUrl: string | null },
  { locale, base }: FeedContext,
): Entry {
  const t = wordsIn(locale);
  const what = kind === "ended" ? t("state.ceased") : t("feed.reopened");
  return {
    ...about(place, locale, base),
    id: urnOf(place.id, "event", position, locale),
    title: titled(locale, place, what),
    at,
    content: kind === "ended" ? t("stateWhy.ceased") : what,
    licence: place.licence,
    licenceUrl: place.licenceUrl,
  };
}

function about(place: Place, locale: Locale, base: string): Pick<Entry, "page" | "author"> {
  // The number alone finds the page whatever the place is called later.
  return { page: base + siteUrl(locale, { id: place.id }), author: place.authority.name };
}

function titled(locale: Locale, { name, locality }: Place, what: string): string {
  const place = [name, locality].flatMap((part) => (part ? named(locale, part) : []));
  return `${place.join(", ")} · ${what}`;
}

/** A source's own words inside a sentence. */
function named(locale: Locale, text: string): string {
  return isolated(locale, plain(text));
}
