import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Separated } from "@/components/separated";
import { formatMoment } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";

interface Entry {
  id: string;
  site: { name: string; language: string; place: string | null };
  inspector: string;
  timeZone: string;
  submittedAt: Date;
  confirmBy: Date;
  emergency: boolean;
  scheme: string;
  outcome: string | null;
  standing: Standing;
}

/** Visits that wait for a second person, each with what it would make public. */
export function ReviewQueue({
  waiting,
  schemes,
  locale,
  now,
}: {
  waiting: readonly Entry[];
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  now: Date;
}) {
  const t = useTranslations("review");
  if (waiting.length === 0) return <p className="mt-6">{t("empty")}</p>;
  return (
    <ul className="mt-6">
      {waiting.map((entry) => (
        <li key={entry.id} className="relative flex gap-4 border-hairline border-t py-3">
          <Mark standing={entry.standing} size={36} />
          <div className="min-w-0">
            <a
              className="font-semibold after:absolute after:inset-0"
              href={`/${locale}/review/${entry.id}`}
              lang={entry.site.language}
              dir="auto"
            >
              {entry.site.name}
            </a>
            <p lang={entry.site.language} dir="auto">
              {entry.site.place}
            </p>
            <p>
              <OutcomeWord
                standing={{ ...entry, published: null }}
                schemes={schemes}
                locale={locale}
              />
            </p>
            <p className="text-soft text-sm">
              <Separated
                parts={[
                  entry.emergency && <strong className="text-ink">{t("emergency")}</strong>,
                  entry.confirmBy < now && <strong className="text-ink">{t("overdue")}</strong>,
                  t("waiting", {
                    moment: formatMoment(locale, entry.submittedAt.getTime(), entry.timeZone),
                  }),
                  t("by", { name: entry.inspector }),
                ]}
              />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
