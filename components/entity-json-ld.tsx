import type { Organization, WithContext } from "schema-dts";
import { JsonLd } from "@/components/json-ld";
import type { EntityDetail, EntityNumber } from "@/core/entity";

/**
 * The business for machines: who it is and by which number. How it stands with the tax authority is
 * left to the page, which says when that lapses; copies of this do not. Nothing of private persons.
 */
export function EntityJsonLd({
  entity: { profile },
  asked: { scheme, number },
  url,
}: {
  entity: EntityDetail;
  asked: EntityNumber;
  /** Of the entity's page. */
  url: string;
}) {
  if (!profile) return null;
  const facts: WithContext<Organization> = {
    "@context": "https://schema.org",
    "@type": "Organization",
    ...(profile.name && { name: profile.name, legalName: profile.name }),
    identifier: { "@type": "PropertyValue", propertyID: scheme, value: number },
    url,
  };
  return <JsonLd facts={facts} />;
}
