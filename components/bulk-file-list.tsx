import { useTranslations } from "next-intl";
import { LinkOr } from "@/components/link-or";
import type { BulkFile, BulkManifest } from "@/core/bulk-manifest";
import { formatBytes, formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";

/** Names of formats are the same in every language. */
const FORMATS: Readonly<Record<Exclude<BulkFile["format"], "events">, string>> = {
  csv: "CSV",
  "json-lines": "JSON Lines",
  geojson: "GeoJSON",
  parquet: "Parquet",
};

/** The files that hold the whole board, or why there are none yet. */
export function BulkFileList({
  manifest,
  locale,
}: {
  manifest: BulkManifest | null;
  locale: Locale;
}) {
  const t = useTranslations("data");
  const place = useTranslations("place");
  if (!manifest) return <p className="measure">{t("filesNone")}</p>;
  const date = formatDate(locale, manifest.madeAt.slice(0, 10));
  return (
    <>
      <p className="measure mb-4">{t("filesIntro", { date })}</p>
      <ul className="border-hairline border-b">
        {manifest.files.map((file) => (
          <li
            key={file.name}
            className="grid gap-x-8 border-hairline border-t py-2 md:grid-cols-[2fr_3fr]"
          >
            <p>
              <a className="target font-semibold" href={file.url} download>
                {file.format === "events" ? t("filesEvents") : FORMATS[file.format]}
              </a>
              <span className="block text-soft">{t(`filesFor.${file.format}`)}</span>
            </p>
            <div className="py-1">
              <p>
                {formatBytes(locale, file.bytes)} · {t("filesRows", { count: file.rows })}
              </p>
              <p className="text-sm text-soft">
                {t("filesChecksum")}{" "}
                <code className="break-all" dir="ltr">
                  {file.sha256}
                </code>
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-soft">
        {manifest.asOf && <>{t("asOf", { date: formatDate(locale, manifest.asOf) })} · </>}
        {t("filesLicences")}:{" "}
        {manifest.licences.map(({ licence, url }, index) => (
          <span key={`${licence} ${url}`}>
            {index > 0 && ", "}
            {licence ? <LinkOr href={url}>{licence}</LinkOr> : place("licenceUnknown")}
          </span>
        ))}
      </p>
      <p className="text-sm">
        <a className="target" href="/data/files/index.json">
          {t("filesIndex")}
        </a>
      </p>
    </>
  );
}
