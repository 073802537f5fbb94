import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BulkFileList } from "@/components/bulk-file-list";
import { datasetFacts } from "@/components/dataset-json-ld";
import { jsonLdText } from "@/components/json-ld";
import type { BulkManifest } from "@/core/bulk-manifest";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const messages = { en, zh, ar };
const manifest: BulkManifest = {
  title: "Ratings",
  revision: 7,
  lastEvent: null,
  madeAt: "2026-11-22T10:00:00.000Z",
  asOf: "2026-11-20",
  sites: 2,
  licences: [
    { licence: "OGL-UK-3.0", url: "https://example.org/ogl" },
    { licence: null, url: null },
  ],
  notes: [],
  columns: [],
  files: [
    {
      name: "sites-1.csv.gz",
      format: "csv",
      mediaType: "application/gzip",
      bytes: 1_250_000,
      rows: 2,
      sha256: "ab".repeat(32),
      url: "/data/files/sites-1.csv.gz",
    },
  ],
  previous: [],
};

const list = (locale: "en" | "zh" | "ar", shown: BulkManifest | null) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC">
      <BulkFileList manifest={shown} locale={locale} />
    </NextIntlClientProvider>,
  );

test("each file says its size, rows, checksum, day and licences", () => {
  const html = list("en", manifest);
  for (const said of ["1.3 MB", "2 rows", "ab".repeat(32), "20 November 2026", "OGL-UK-3.0"]) {
    expect(html).toContain(said);
  }
  expect(html).toContain('href="/data/files/sites-1.csv.gz"');
});

test.each(["en", "zh", "ar"] as const)("that there are no files yet is said in %s", (locale) => {
  expect(list(locale, null)).toContain(messages[locale].data.filesNone);
});

test("machines find the downloads, and no name ends the script that holds them", () => {
  const text = jsonLdText(
    datasetFacts({
      manifest,
      name: "</script>",
      description: "All ratings.",
      base: "https://example.org",
      page: "https://example.org/en/data",
    }),
  );
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toMatchObject({
    "@type": "Dataset",
    license: ["https://example.org/ogl"],
    distribution: [
      {
        "@type": "DataDownload",
        contentUrl: "https://example.org/data/files/sites-1.csv.gz",
        sha256: "ab".repeat(32),
      },
    ],
  });
});
