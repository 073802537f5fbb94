import type { Organization, WithContext } from "schema-dts";
import { JsonLd } from "@/components/json-ld";
import type { EntityDetail, EntityNumber } from "@/core/entity";

interface Props {
  entity: EntityDetail;
  asked: EntityNumber;
  /** Of the entity's page. */
  url: string;
}

/**
 * The business for machines: who it is and by which number. How it stands with the tax authority is
 * left to the page, which says when that lapses; copies of this do not. Nothing of private persons.
 */
export function EntityJsonLd(props: Props) {
  const facts = entityFacts(props);
  return facts && <JsonLd facts={facts} />;
}

export function entityFacts({ entity, asked, url }: Props): WithContext<Organization> | null {
  if (!entity.profile) return null;
  return {
    "@context": "https://schema.org",
    "@type": "Organization",
    ...(entity.profile.name && { name: entity.profile.name, legalName: entity.profile.name }),
    identifier: { "@type": "PropertyValue", propertyID: asked.scheme, value: asked.number },
    url,
  };
}
