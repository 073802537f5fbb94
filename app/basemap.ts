/** Pictures of streets that this board's operator has chosen, if any. */
export function basemap(): { url: string; attribution: string } | null {
  const url = process.env.BASEMAP_URL;
  return url ? { url, attribution: process.env.BASEMAP_ATTRIBUTION ?? "" } : null;
}
