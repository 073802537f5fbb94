import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Separated } from "@/components/separated";
import { entityUrl, type ListedEntity } from "@/core/entity";
import { formatAge } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { isColour } from "@/core/standing";

/** One business in a list: mark, name, number and its tax standing. */
export function EntityRow({
  entity,
  schemes,
  locale,
  today,
}: {
  entity: ListedEntity;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations();
  const { name, number, language, tax, sites } = entity;
  return (
    <li className="relative grid grid-cols-[28px_1fr] gap-x-3 border-hairline border-b py-3 hover:bg-wash">
      <Mark standing={tax.standing} size={28} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <a
            className="font-semibold text-ink decoration-transparent after:absolute after:inset-0 hover:decoration-inherit"
            href={entityUrl(locale, entity)}
          >
            <bdi className="line-clamp-3" lang={name ? (language ?? undefined) : undefined}>
              {name ?? number}
            </bdi>
          </a>
          <span className="ms-auto text-end">
            {tax.standing === "unpublished" ? (
              t("taxPanel.notPublished")
            ) : (
              <OutcomeWord
                standing={{ ...tax, published: null }}
                schemes={schemes}
                locale={locale}
              />
            )}
          </span>
        </div>
        <p className="text-sm text-soft">
          <Separated
            parts={[
              name && <bdi className="tabular-nums">{number}</bdi>,
              t(`entity.forms.${entity.legalForm as "company"}`),
              t("entityList.sites", { count: sites }),
              isColour(tax.standing) && tax.asOf && formatAge(locale, tax.asOf, today),
            ]}
          />
        </p>
      </div>
    </li>
  );
}
