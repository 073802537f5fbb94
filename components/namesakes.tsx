import { useTranslations } from "next-intl";
import { EntityRow } from "@/components/entity-row";
import type { ListedEntity } from "@/core/entity";
import { entitiesUrl } from "@/core/entity-query";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** Where the block stands on its page. */
export const NAMESAKES_ID = "businesses";

/**
 * Businesses in whose name is what places were searched for, in a block of their own beside the
 * places: their tax standing has no part in what is found there, nor in its order.
 */
export function Namesakes({
  entities,
  q,
  schemes,
  locale,
  today,
}: {
  entities: readonly ListedEntity[];
  q: string;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations("namesakes");
  return (
    <section aria-labelledby={NAMESAKES_ID} className="mt-8">
      <h2 id={NAMESAKES_ID} className="scroll-mt-4 font-semibold text-lg">
        {t("title")}
      </h2>
      <p className="text-sm text-soft">{t("intro")}</p>
      <ul className="mt-2 border-hairline border-t">
        {entities.map((entity) => (
          <EntityRow
            key={`${entity.scheme} ${entity.number}`}
            {...{ entity, schemes, locale, today }}
          />
        ))}
      </ul>
      <p className="no-print">
        <a className="target" href={entitiesUrl(locale, { q, standings: [], scheme: null })}>
          {t("all")}
        </a>
      </p>
    </section>
  );
}
