import type { Licence } from "@/core/listing";
import type { RegisteredScheme } from "@/db/queries/find-scheme";
import { baseUrl } from "@/services/base-url";

/** Scheme documents are written by this project and published under its licence. */
export const SCHEME_LICENCE: Licence[] = [{ name: "MIT", url: "https://spdx.org/licenses/MIT" }];

/** What every answer says of a scheme version. */
export function schemeFacts({ hash, validity, document }: RegisteredScheme) {
  const { id, version, domain } = document;
  return {
    id,
    version,
    domain,
    hash,
    validity,
    url: `${baseUrl()}/api/v1/schemes/${id}/${version}`,
  };
}
