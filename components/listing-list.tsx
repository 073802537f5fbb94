import { ListingRow } from "@/components/listing-row";
import type { IsoDate } from "@/core/import-row";
import type { Listing } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Domain } from "@/core/standing";

/** Places one below the other. */
export function ListingList({
  items,
  ...context
}: {
  items: readonly Listing[];
  domain: Domain;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  return (
    <ul className="border-hairline border-t">
      {items.map((listing) => (
        <ListingRow key={listing.id} listing={listing} {...context} />
      ))}
    </ul>
  );
}
