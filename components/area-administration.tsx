import { useTranslations } from "next-intl";
import type { AdministrationProps } from "@/components/administration-page";
import { FormField } from "@/components/form-field";
import { TextArea } from "@/components/text-area";
import { formatList } from "@/core/format";

/** The parts of an authority's territory, and how many places lie in each. */
export function AreaAdministration({ authority, areas, may, locale }: AdministrationProps) {
  const t = useTranslations("administration");
  return (
    <>
      <p className="measure mb-3">{t("areasText")}</p>
      {areas.length === 0 && <p>{t("noAreas")}</p>}
      <ul>
        {areas.map(({ id, name, localities, postcodes, sites }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-1"
          >
            <span className="min-w-0 grow">
              <strong className="font-semibold">
                <bdi>{name}</bdi>
              </strong>{" "}
              <span className="text-soft">{t("sites", { count: sites })}</span>
              <br />
              <bdi className="text-sm">{formatList(locale, [...localities, ...postcodes])}</bdi>
            </span>
            {may.areas && (
              <form method="post" action="/office/administration/areas">
                <input type="hidden" name="authorityId" value={authority.id} />
                <input type="hidden" name="id" value={id} />
                <button
                  type="submit"
                  name="change"
                  value="remove"
                  className="control"
                  aria-label={t("removeOf", { name })}
                >
                  {t("remove")}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {may.areas && (
        <details className="mt-4">
          <summary className="control arrow">{t("addArea")}</summary>
          <form
            method="post"
            action="/office/administration/areas"
            className="mt-4 grid max-w-md gap-4"
          >
            <input type="hidden" name="authorityId" value={authority.id} />
            <FormField id="area-name" name="name" label={t("areaName")} maxLength={100} required />
            <TextArea
              id="area-localities"
              name="localities"
              label={t("localities")}
              hint={t("localitiesHint")}
            />
            <TextArea
              id="area-postcodes"
              name="postcodes"
              label={t("postcodes")}
              hint={t("postcodesHint")}
            />
            <button
              type="submit"
              name="change"
              value="add"
              className="control control-primary justify-self-start"
            >
              {t("addArea")}
            </button>
          </form>
        </details>
      )}
    </>
  );
}
