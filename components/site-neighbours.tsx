import { useTranslations } from "next-intl";
import { ListingList } from "@/components/listing-list";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import type { Listing } from "@/core/listing";

/** Where else: places of the same operator, and what is near. */
export function SiteNeighbours({ site, schemes, locale, today }: SiteContext) {
  const t = useTranslations("place");
  const domain = site.standings[0]?.domain ?? "food";
  const list = (id: string, title: string, items: readonly Listing[]) =>
    items.length > 0 && (
      <Section id={id} title={title}>
        <ListingList items={items} {...{ domain, schemes, locale, today }} />
      </Section>
    );
  return (
    <>
      {list("siblings", t("siblings"), site.siblings)}
      {list("nearby", t("nearby"), site.nearby)}
    </>
  );
}
