import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { useNumberSchemes } from "@/components/number-schemes";
import { SelectField } from "@/components/select-field";

/** The form that lets somebody speak for a place, or for a business by its register number. */
export function RepresentativeInvitation({
  kind,
  authorityId,
}: {
  kind: "site" | "entity";
  authorityId: number;
}) {
  const t = useTranslations("representatives");
  const numberSchemes = useNumberSchemes();
  return (
    <details className="mt-4">
      <summary className="control arrow">{t(kind === "site" ? "forSite" : "forEntity")}</summary>
      <form
        method="post"
        action="/office/administration/representatives"
        className="mt-4 grid max-w-md gap-4"
      >
        <input type="hidden" name="authorityId" value={authorityId} />
        {kind === "site" ? (
          <FormField
            id="representative-site"
            name="site"
            label={t("site")}
            hint={t("siteHint")}
            dir="ltr"
            maxLength={40}
            required
          />
        ) : (
          <>
            <SelectField
              id="representative-scheme"
              name="scheme"
              label={t("scheme")}
              choices={numberSchemes.choices}
            />
            <FormField
              id="representative-number"
              name="number"
              label={t("number")}
              hint={t("numberHint")}
              dir="ltr"
              maxLength={40}
              required
            />
          </>
        )}
        <FormField
          id={`representative-email-${kind}`}
          name="email"
          type="email"
          label={t("email")}
          dir="ltr"
          maxLength={300}
          required
        />
        <FormField
          id={`representative-name-${kind}`}
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          maxLength={200}
        />
        <button
          type="submit"
          name="change"
          value={kind}
          className="control control-primary justify-self-start"
        >
          {t("send")}
        </button>
      </form>
    </details>
  );
}
