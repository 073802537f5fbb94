import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { SelectField } from "@/components/select-field";
import type { Listing } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";
import { VISIT_KINDS } from "@/core/visit-state";

/** The form that begins a visit. Its number is made before, so that sent twice it begins one. */
export function VisitStart({
  id,
  site,
  domain,
  kind,
  asksReason,
  locale,
}: {
  id: string;
  site: Pick<Listing, "id" | "name" | "language" | "address" | "locality">;
  domain: SiteDomain;
  kind: unknown;
  /** Whether the inspector made the last routine visits too. */
  asksReason: boolean;
  locale: Locale;
}) {
  const t = useTranslations("visit");
  const words = useTranslations("domain");
  return (
    <form action="/office/visits" method="post" className="grid max-w-md gap-4 pt-6">
      <h1 className="font-semibold text-xl">{t("newTitle")}</h1>
      <p lang={site.language} dir="auto">
        <strong>{site.name}</strong>
        <br />
        {[site.address, site.locality].filter(Boolean).join(", ")}
      </p>
      <p className="text-soft">{t("newIntro")}</p>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="site" value={site.id} />
      <SelectField
        id="domain"
        name="domain"
        label={t("domainLabel")}
        value={domain}
        choices={SITE_DOMAINS.map((one) => ({ value: one, text: words(one) }))}
      />
      <SelectField
        id="kind"
        name="kind"
        label={t("kindLabel")}
        value={String(kind)}
        choices={VISIT_KINDS.map((one) => ({ value: one, text: t(`kind.${one}`) }))}
      />
      {asksReason && (
        <FormField
          id="rotationReason"
          label={t("rotationReason")}
          name="rotationReason"
          maxLength={500}
          required
        />
      )}
      <p>
        <button type="submit" className="control control-primary">
          {t("start")}
        </button>
      </p>
    </form>
  );
}
