import type { Position } from "@/core/map-grid";

/**
 * A link that opens a place in the map of whoever follows it: the app that an Android phone or an
 * Apple device has for it, elsewhere OpenStreetMap's site.
 */
export function mapAppUrl(userAgent: string, name: string, { lat, lon }: Position): string {
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  if (/Android/.test(userAgent)) return `geo:${at}?q=${at}(${encodeURIComponent(name)})`;
  if (/iPhone|iPad|Macintosh/.test(userAgent)) {
    return `https://maps.apple.com/?ll=${at}&q=${encodeURIComponent(name)}`;
  }
  const [mlat, mlon] = at.split(",");
  return `https://www.openstreetmap.org/?mlat=${mlat}&mlon=${mlon}#map=18/${mlat}/${mlon}`;
}
