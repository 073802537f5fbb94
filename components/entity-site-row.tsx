import { useTranslations } from "next-intl";
import type { EntityContext } from "@/components/entity-page";
import { Separated } from "@/components/separated";
import { SiteStandings } from "@/components/site-standings";
import { formatAge } from "@/core/format";
import type { Listing } from "@/core/listing";
import { siteUrl } from "@/core/site-url";

/** One place of a business with its result in each domain, side by side. */
export function EntitySiteRow({
  site,
  schemes,
  locale,
  today,
}: Pick<EntityContext, "schemes" | "locale" | "today"> & { site: Listing }) {
  const t = useTranslations();
  const where = [site.address, site.locality].filter(Boolean).join(", ");
  return (
    <li className="relative flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-hairline border-b py-3 hover:bg-wash">
      <div className="flex min-w-0 grow basis-64 flex-col items-start">
        <a
          className="font-semibold text-ink decoration-transparent after:absolute after:inset-0 hover:decoration-inherit"
          href={siteUrl(locale, site)}
        >
          <bdi className="line-clamp-3" lang={site.language}>
            {site.name}
          </bdi>
        </a>
        <p className="text-sm text-soft">
          <Separated
            parts={[
              where && <bdi lang={site.language}>{where}</bdi>,
              t(`category.${site.category}`),
            ]}
          />
        </p>
      </div>
      <SiteStandings
        standings={site.standings}
        when={(day) => formatAge(locale, day, today)}
        {...{ schemes, locale, today }}
      />
    </li>
  );
}
