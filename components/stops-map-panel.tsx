import { useMessages, useTranslations } from "next-intl";
import { standingWords } from "@/components/standing-words";
import { StopsMap } from "@/components/stops-map";
import type { MapStop } from "@/components/stops-map-view";
import type { DueItem } from "@/core/due-query";
import type { Locale } from "@/core/locale";
import { officeSiteUrl } from "@/core/office-url";

/** The places of a list on a map; nothing where none of them has a position. */
export function StopsMapPanel({
  items,
  numbered,
  name,
  basemap,
  locale,
}: {
  items: readonly DueItem[];
  /** Whether they are stops in an order. */
  numbered: boolean;
  name: string;
  basemap: { url: string; attribution: string } | null;
  locale: Locale;
}) {
  const { map } = useMessages();
  const t = useTranslations();
  const words = standingWords(t);
  const stops = items.flatMap(({ listing, domain }, at): MapStop[] => {
    const { id, name, position, standings } = listing;
    if (!position) return [];
    const standing = standings.find((one) => one.domain === domain)?.standing ?? "never";
    const label = t("map.site", { name, word: words[standing] });
    const href = officeSiteUrl(locale, id);
    const number = numbered ? new Intl.NumberFormat(locale).format(at + 1) : null;
    return [{ id: `${id}:${domain}`, ...position, href, label, standing, number }];
  });
  if (stops.length === 0) return null;
  const { zoomIn, zoomOut, streets, streetsNote, streetsOff, failed } = map;
  const labels = { zoomIn, zoomOut, streets, streetsNote, streetsOff, failed };
  return <StopsMap {...{ stops, name, labels, basemap }} />;
}
