import { useTranslations } from "next-intl";
import { useNumberSchemes } from "@/components/number-schemes";
import { SelectField } from "@/components/select-field";

/**
 * The choice of a register in the back-office: those of the authorities' own countries come first.
 * Nothing is chosen where that is not one country, or where a number may be left out, which `none` says.
 */
export function NumberSchemeField({
  id,
  label,
  countries,
  value,
  none,
}: {
  id: string;
  label: string;
  countries: readonly string[];
  value?: string | undefined;
  none?: string;
}) {
  const t = useTranslations("numberScheme");
  const { choicesFrom } = useNumberSchemes();
  const isOpen = none !== undefined || new Set(countries).size !== 1;
  return (
    <SelectField
      id={id}
      name="scheme"
      label={label}
      value={value ?? (isOpen ? "" : undefined)}
      choices={[
        ...(isOpen ? [{ value: "", text: none ?? t("choose") }] : []),
        ...choicesFrom(countries),
      ]}
      required={none === undefined}
    />
  );
}
