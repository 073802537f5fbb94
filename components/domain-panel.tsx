import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { RatingWhy } from "@/components/rating-why";
import { ScoreTable } from "@/components/score-table";
import type { SiteContext } from "@/components/site-page";
import {
  formatAge,
  formatDate,
  inBrackets,
  isolated,
  joinSentences,
  labelled,
} from "@/core/format";
import { findingsBehind } from "@/core/inputs-behind";
import { isStale } from "@/core/is-stale";
import type { DomainStanding, IssuedRating, SiteDetail } from "@/core/listing";
import { schemeUrl } from "@/core/scheme-url";
import { isColour, type SiteDomain } from "@/core/standing";

/** The result of one domain: mark, word, when, by whom, under which rule and on what grounds. */
export function DomainPanel({
  standing,
  site,
  schemes,
  locale,
  today,
}: SiteContext & { standing: DomainStanding }) {
  const t = useTranslations();
  const scheme = schemes.get(standing.scheme ?? "");
  const rating = site.ratings.find((r) => r.domain === standing.domain);
  // Neither closing nor waiting for a new result makes the last one unsaid.
  const last = isColour(standing.standing) ? null : lastResult(site, standing.domain);
  const stale = isStale(standing, today);
  const id = `result-${standing.domain}`;
  return (
    <article aria-labelledby={id} className="border-hairline border-t pt-4 pb-2">
      <h2 id={id} className="text-soft text-sm">
        {t(`domain.${standing.domain}`)}
      </h2>
      <div className="mt-2 flex items-center gap-4">
        <Mark standing={standing.standing} size={72} stale={stale} />
        <p className="min-w-0 font-semibold text-xl">
          <OutcomeWord standing={standing} schemes={schemes} locale={locale} />
        </p>
      </div>
      <div className="measure mt-4 space-y-2">
        <p>{whenAndBy()}</p>
        {!isColour(standing.standing) && <p>{reason()}</p>}
        {last && (
          <p className="flex flex-wrap items-center gap-x-2">
            {labelled(locale, t("place.lastResult"), "")}
            <Mark standing={last.standing} size={24} />
            <OutcomeWord standing={last} schemes={schemes} locale={locale} />
            {last.ratedOn && inBrackets(locale, "", formatDate(locale, last.ratedOn))}
          </p>
        )}
        {stale && scheme?.staleAfterMonths && <p>{staleness(scheme.staleAfterMonths)}</p>}
        {rating?.unconfirmed && isColour(standing.standing) && <p>{t("place.unconfirmed")}</p>}
        {rating && rating.source !== site.source.name && isColour(standing.standing) && (
          <p className="text-sm text-soft">{t("place.ratingSource", { source: nameOf(rating) })}</p>
        )}
        {rating?.previousOperator && site.takenOverOn && isColour(standing.standing) && (
          <p className="font-medium">
            {t("place.previousOperator", { date: formatDate(locale, site.takenOverOn) })}
          </p>
        )}
        {standing.resultPending && <p>{t("place.resultPending")}</p>}
        {scheme && (
          <p className="text-sm text-soft">
            <a href={schemeUrl(locale, scheme)}>
              {t("place.rule", { scheme: scheme.title[locale], version: scheme.version })}
            </a>{" "}
            {joinSentences(locale, [
              rating?.origin === "computed" && isColour(standing.standing) && t("place.computed"),
              isColour(standing.standing) && scheme.overlay && t("place.overlay"),
            ])}
          </p>
        )}
      </div>
      {scheme && rating && isColour(standing.standing) && (
        <>
          <ScoreTable scheme={scheme} inputs={rating.inputs} locale={locale} />
          <RatingWhy
            scheme={scheme}
            rating={rating}
            findings={findingsBehind(site, standing)}
            locale={locale}
          />
        </>
      )}
    </article>
  );

  function nameOf({ source, office }: IssuedRating) {
    if (!office) return isolated(locale, source);
    return t(`place.officeSource.${office.of}`, { authority: isolated(locale, office.authority) });
  }

  function whenAndBy() {
    const authority = isolated(locale, site.authority.name);
    if (standing.standing === "pending" && standing.ratedOn) {
      return t("place.beingConfirmed", { authority, date: formatDate(locale, standing.ratedOn) });
    }
    if (!isColour(standing.standing)) {
      return t("place.unratedAsOf", { authority, date: formatDate(locale, standing.asOf) });
    }
    if (!standing.ratedOn) return t("place.ratedUndated", { authority });
    return t("place.rated", {
      authority,
      date: formatDate(locale, standing.ratedOn),
      age: formatAge(locale, standing.ratedOn, today),
    });
  }

  function reason() {
    const unmapped = standing.standing === "unpublished" && standing.published;
    if (unmapped) return t("stateWhy.unmapped", { word: isolated(locale, unmapped) });
    return isColour(standing.standing) ? null : t(`stateWhy.${standing.standing}`);
  }

  function staleness(months: number) {
    return months % 12 === 0
      ? t("place.stale", { years: months / 12 })
      : t("place.staleMonths", { months });
  }
}

/** The newest result with a colour that was ever issued in a domain. */
function lastResult(site: SiteDetail, domain: SiteDomain): IssuedRating | null {
  const visits = site.visits.filter(({ ended }) => ended === null);
  const issued = [...site.ratings, ...visits.map((visit) => visit.rating), ...site.earlier];
  const coloured = issued
    .filter((rating) => rating !== null)
    .filter((rating) => rating.domain === domain && isColour(rating.standing));
  const day = (rating: IssuedRating) => rating.ratedOn ?? rating.asOf;
  return coloured.toSorted((a, b) => day(b).localeCompare(day(a)))[0] ?? null;
}
