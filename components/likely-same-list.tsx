import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import type { NewSiteProps } from "@/components/new-site-page";
import { Separated } from "@/components/separated";
import { formatDistance } from "@/core/format";
import { officeSiteUrl } from "@/core/office-url";

/** Places that a new one may be, with what agrees: one of them is it, or none. */
export function LikelySameList({ likely, typed, submission, locale }: NewSiteProps) {
  const t = useTranslations("newSite");
  return (
    <>
      <h2 className="mt-6 font-semibold text-lg">{t("likelyTitle")}</h2>
      <p className="measure mt-1">{t("likelyText")}</p>
      <ul className="mt-4 max-w-3xl">
        {likely.map(({ listing, evidence, distanceM }) => {
          const { id, name, language, address, locality, postcode, standings } = listing;
          return (
            <li
              key={id}
              className="grid grid-cols-[28px_1fr] gap-x-3 border-hairline border-t py-3 sm:grid-cols-[28px_1fr_auto]"
            >
              <Mark standing={standings[0]?.standing ?? "never"} size={28} />
              <div className="min-w-0">
                <p className="font-semibold">
                  <bdi lang={language}>{name}</bdi>
                </p>
                <p className="text-sm text-soft">
                  <bdi lang={language}>
                    {[address, locality, postcode].filter(Boolean).join(", ")}
                  </bdi>
                </p>
                <p className="text-sm">
                  <Separated
                    parts={evidence.map((one) =>
                      t(`evidence.${one}`, {
                        distance: formatDistance(locale, distanceM ?? 0),
                      }),
                    )}
                  />
                </p>
              </div>
              <a
                className="control col-start-2 mt-2 justify-self-start sm:col-start-3 sm:mt-0 sm:self-center"
                href={officeSiteUrl(locale, id)}
              >
                {t("thisOne")}
              </a>
            </li>
          );
        })}
      </ul>
      <form method="post" action="/office/sites" className="mt-4">
        {Object.entries(typed)
          .filter(([name]) => name !== "submission")
          .map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        <input type="hidden" name="submission" value={submission} />
        {likely.map(({ listing }) => (
          <input key={listing.id} type="hidden" name="dismissed" value={listing.id} />
        ))}
        <button type="submit" className="control">
          {t("noneOfThese")}
        </button>
      </form>
    </>
  );
}
