import { useTranslations } from "next-intl";
import { LabelledField } from "@/components/labelled-field";
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
      <LabelledField id="domain" label={t("domainLabel")}>
        <select id="domain" className="control" name="domain" defaultValue={domain}>
          {SITE_DOMAINS.map((one) => (
            <option key={one} value={one}>
              {words(one)}
            </option>
          ))}
        </select>
      </LabelledField>
      <LabelledField id="kind" label={t("kindLabel")}>
        <select id="kind" className="control" name="kind" defaultValue={String(kind)}>
          {VISIT_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`kind.${one}`)}
            </option>
          ))}
        </select>
      </LabelledField>
      {asksReason && (
        <LabelledField id="rotationReason" label={t("rotationReason")}>
          <input
            id="rotationReason"
            className="control"
            name="rotationReason"
            maxLength={500}
            required
          />
        </LabelledField>
      )}
      <p>
        <button type="submit" className="control control-primary">
          {t("start")}
        </button>
      </p>
    </form>
  );
}
