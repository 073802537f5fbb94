import { JsonLd } from "@/components/json-ld";
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
  return <JsonLd facts={datasetFacts(dataset)} />;
}

/** The files as a schema.org `Dataset`. */
export function datasetFacts({ manifest, name, description, base, page }: Dataset): object {
  const licences = manifest.licences.flatMap(({ licence, url }) => url ?? licence ?? []);
  return {
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
}
