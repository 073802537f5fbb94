import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { NumberSchemeField } from "@/components/number-scheme-field";

/** What the form is filled in with. */
export interface TypedNumber {
  scheme?: string;
  number?: string;
}

/** The way to a single case by its register number. */
export function TaxLookup({
  countries,
  typed,
}: {
  /** Of the authorities whose cases may be looked up. */
  countries: readonly string[];
  typed: TypedNumber;
}) {
  const t = useTranslations("tax");
  return (
    <form method="post" action="/office/tax/find" className="flex flex-wrap items-end gap-3">
      <NumberSchemeField
        id="find-scheme"
        label={t("register")}
        countries={countries}
        value={typed.scheme}
      />
      <FormField
        id="find-number"
        name="number"
        label={t("number")}
        defaultValue={typed.number}
        maxLength={60}
        dir="ltr"
        autoComplete="off"
        required
      />
      <button type="submit" className="control control-primary">
        {t("look")}
      </button>
    </form>
  );
}
