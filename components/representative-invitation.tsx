import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { NumberSchemeField } from "@/components/number-scheme-field";
import type { ManagedAuthority } from "@/core/administration";

/** The form that lets somebody speak for a place, or for a business by its register number. */
export function RepresentativeInvitation({
  kind,
  authority,
}: {
  kind: "site" | "entity";
  authority: ManagedAuthority;
}) {
  const t = useTranslations("representatives");
  return (
    <details className="mt-4">
      <summary className="control arrow">{t(kind === "site" ? "forSite" : "forEntity")}</summary>
      <form
        method="post"
        action="/office/administration/representatives"
        className="mt-4 grid max-w-md gap-4"
      >
        <input type="hidden" name="authorityId" value={authority.id} />
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
            <NumberSchemeField
              id="representative-scheme"
              label={t("scheme")}
              countries={[authority.country]}
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
