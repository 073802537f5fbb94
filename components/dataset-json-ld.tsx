import type { BulkManifest } from "@/core/bulk-manifest";

interface Dataset {
  manifest: BulkManifest;
  name: string;
  description: string;
  /** Public address of the board, without a slash at the end. */
  base: string;
  page: string;
}

/** The bulk files for machines that look for data. */
export function DatasetJsonLd(dataset: Dataset) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped
      dangerouslySetInnerHTML={{ __html: datasetJsonLd(dataset) }}
    />
  );
}

/** The JSON text, in which no name can end the script that holds it. */
export function datasetJsonLd({ manifest, name, description, base, page }: Dataset): string {
  const licences = manifest.licences.flatMap(({ licence, url }) => url ?? licence ?? []);
  const data = {
    "@context": "https://schema.org",
    "@type": "Dataset",
    name,
    description,
    url: page,
    isAccessibleForFree: true,
    dateModified: manifest.madeAt,
    ...(licences.length > 0 && { license: licences }),
    variableMeasured: manifest.columns.map((column) => column.name),
    distribution: manifest.files.map((file) => ({
      "@type": "DataDownload",
      name: file.name,
      encodingFormat: file.mediaType,
      contentUrl: base + file.url,
      contentSize: `${file.bytes} B`,
      sha256: file.sha256,
    })),
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
