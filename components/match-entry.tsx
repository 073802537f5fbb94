import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormField } from "@/components/form-field";
import { RegisterNumber } from "@/components/register-number";
import { Separated } from "@/components/separated";
import { entityUrl } from "@/core/entity";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Match } from "@/core/match";
import { siteUrl } from "@/core/site-url";

/** One site beside one entity that may run it: what agrees, what does not, and what to do. */
export function MatchEntry({
  match,
  mayDecide,
  locale,
}: {
  match: Match;
  mayDecide: boolean;
  locale: Locale;
}) {
  const t = useTranslations("matches");
  const { site, entity, evidence, state } = match;
  const id = `match-${match.id}`;
  return (
    <li className="border-hairline border-t py-4">
      <h2 id={id} className="font-semibold text-lg">
        <a className="target" href={siteUrl(locale, site)}>
          <bdi lang={site.language}>{site.name}</bdi>
        </a>
      </h2>
      <div className="overflow-x-auto">
        <table
          // On a phone most of the width is for the two that are compared, so that few words break.
          className="mt-2 w-full max-w-3xl table-fixed text-start text-sm sm:table-auto sm:text-base"
          aria-labelledby={id}
        >
          <thead>
            <tr className="text-soft text-sm">
              <th
                scope="col"
                className="w-[22%] py-1 pe-2 sm:w-auto sm:pe-4 text-start font-normal"
              >
                {t("compared")}
              </th>
              <th scope="col" className="py-1 pe-2 sm:pe-4 text-start font-normal">
                {t("site")}
              </th>
              <th scope="col" className="py-1 pe-2 sm:pe-4 text-start font-normal">
                {t("entity")}
              </th>
              <th scope="col" className="w-[20%] py-1 sm:w-auto text-start font-normal">
                {t("agrees")}
              </th>
            </tr>
          </thead>
          <tbody>
            {row(
              t("registered"),
              "–",
              <Business key="business" entity={entity} locale={locale} />,
              "",
            )}
            {row(
              t("name"),
              <bdi>{evidence.name?.site ?? site.name}</bdi>,
              <bdi>{evidence.name?.entity ?? entity.name ?? "–"}</bdi>,
              evidence.name ? t("alike", { share: evidence.name.alike }) : t("unknown"),
            )}
            {row(
              t("address"),
              <bdi>{evidence.address?.site || site.address || "–"}</bdi>,
              <bdi>{evidence.address?.entity || "–"}</bdi>,
              t(`place.${evidence.address?.agrees ?? "unknown"}`),
            )}
            {row(t("phone"), "", "", t(`told.${evidence.phone ?? "unknown"}`))}
            {row(
              t("distance"),
              "",
              "",
              evidence.distanceM === null
                ? t("unknown")
                : t("metres", { count: evidence.distanceM }),
            )}
          </tbody>
        </table>
      </div>
      {state !== "proposed" && (
        <p className="mt-2">
          <strong className="font-medium">{t(`states.${state}`)}</strong>{" "}
          <Separated
            parts={[
              match.rule && !match.decidedBy && t(`rules.${match.rule}`),
              match.decidedBy && <bdi key="by">{match.decidedBy}</bdi>,
              match.decidedOn && formatDate(locale, match.decidedOn),
              match.reason && <bdi key="why">{match.reason}</bdi>,
            ]}
          />
        </p>
      )}
      {mayDecide && state === "proposed" && (
        <p id={`${id}-means`} className="measure mt-3">
          {t("means")}
        </p>
      )}
      {mayDecide && state !== "undone" && (
        <form
          method="post"
          action="/office/administration/matches"
          className="mt-3 flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="candidateId" value={match.id} />
          <div className="min-w-0 grow sm:max-w-md">
            <FormField
              id={`${id}-reason`}
              name="reason"
              label={t("reason")}
              maxLength={500}
              autoComplete="off"
            />
          </div>
          {(state === "proposed" ? (["confirm", "refuse"] as const) : (["undo"] as const)).map(
            (decision) => (
              <button
                key={decision}
                type="submit"
                name="decision"
                value={decision}
                className={decision === "confirm" ? "control control-primary" : "control"}
                aria-describedby={decision === "confirm" ? `${id} ${id}-means` : id}
              >
                {t(`decisions.${decision}`)}
              </button>
            ),
          )}
        </form>
      )}
    </li>
  );
}

/** The business as its register has it, wherever the name that is compared comes from. */
function Business({ entity, locale }: { entity: Match["entity"]; locale: Locale }) {
  const t = useTranslations("matches");
  const number = <RegisterNumber of={entity} />;
  return (
    <>
      <a className="target" href={entityUrl(locale, entity)}>
        {entity.name ? <bdi lang={entity.language ?? undefined}>{entity.name}</bdi> : number}
      </a>
      {entity.name && <span className="block">{number}</span>}
      <span className="block text-soft">{t("sites", { count: entity.sites })}</span>
    </>
  );
}

function row(what: string, site: ReactNode, entity: ReactNode, agrees: ReactNode) {
  return (
    <tr className="border-hairline border-t align-top">
      <th scope="row" className="py-1 pe-2 sm:pe-4 text-start font-normal text-soft">
        {what}
      </th>
      <td className="py-1 pe-2 sm:pe-4">{site}</td>
      <td className="py-1 pe-2 sm:pe-4">{entity}</td>
      <td className="py-1">{agrees}</td>
    </tr>
  );
}
