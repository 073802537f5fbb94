import { useTranslations } from "next-intl";
import { formatNumber } from "@/components/format";
import type { Locale } from "@/components/locales";
import { authorityUrl } from "@/components/urls";
import type { Authority } from "@/core/listing";

/** All authorities on the board with how many places each has there. */
export function AuthorityTable({
  authorities,
  locale,
}: {
  authorities: readonly (Authority & { sites: number })[];
  locale: Locale;
}) {
  const t = useTranslations("data");
  if (authorities.length === 0) return <p>{t("empty")}</p>;
  return (
    <table className="w-full max-w-2xl text-start">
      <thead>
        <tr className="text-sm text-soft">
          <th scope="col" className="py-1 text-start font-normal">
            {t("authority")}
          </th>
          <th scope="col" className="py-1 ps-4 text-end font-normal">
            {t("places")}
          </th>
        </tr>
      </thead>
      <tbody>
        {authorities.map((authority) => (
          <tr key={authority.slug} className="border-hairline border-t">
            <td>
              <a className="target" href={authorityUrl(locale, authority.slug)}>
                <bdi lang={authority.language}>{authority.name}</bdi>
              </a>
              {authority.invented && <span className="text-soft"> ({t("invented")})</span>}
            </td>
            <td className="ps-4 text-end">{formatNumber(locale, authority.sites)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
