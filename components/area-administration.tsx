import { useTranslations } from "next-intl";
import type { AdministrationProps } from "@/components/administration-page";
import { FormField } from "@/components/form-field";
import { ManagedForm, ManagedRow } from "@/components/managed-list";
import { TextArea } from "@/components/text-area";
import { formatList } from "@/core/format";

const ACTION = "/office/administration/areas";

/** The parts of an authority's territory, and how many places lie in each. */
export function AreaAdministration({ authority, areas, may, typed, locale }: AdministrationProps) {
  const t = useTranslations("administration");
  const authorityId = authority.id;
  const before = typed(ACTION);
  return (
    <>
      <p className="measure mb-3">{t("areasText")}</p>
      {areas.length === 0 && <p>{t("noAreas")}</p>}
      <ul>
        {areas.map(({ id, name, localities, postcodes, sites }) => (
          <ManagedRow
            key={id}
            removal={
              may.areas && {
                action: ACTION,
                fields: { authorityId, id },
                word: t("remove"),
                label: t("removeOf", { name }),
              }
            }
          >
            <strong className="font-semibold">
              <bdi>{name}</bdi>
            </strong>{" "}
            <span className="text-soft">{t("sites", { count: sites })}</span>
            <br />
            <bdi className="text-sm">{formatList(locale, [...localities, ...postcodes])}</bdi>
          </ManagedRow>
        ))}
      </ul>
      {may.areas && (
        <ManagedForm
          action={ACTION}
          fields={{ authorityId }}
          title={t("addArea")}
          submit={t("addArea")}
          isOpen={before.name !== undefined}
        >
          <FormField
            id="area-name"
            name="name"
            label={t("areaName")}
            maxLength={100}
            defaultValue={before.name}
            required
          />
          <TextArea
            id="area-localities"
            name="localities"
            label={t("localities")}
            hint={t("localitiesHint")}
            defaultValue={before.localities}
          />
          <TextArea
            id="area-postcodes"
            name="postcodes"
            label={t("postcodes")}
            hint={t("postcodesHint")}
            defaultValue={before.postcodes}
          />
        </ManagedForm>
      )}
    </>
  );
}
