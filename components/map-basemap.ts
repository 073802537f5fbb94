import * as L from "leaflet";

export interface Basemap {
  url: string;
  attribution: string;
}

/** So many failures in a row mean that no pictures will come. */
const ERRORS_MAX = 4;

/** A layer of pictures of streets that says when it cannot be had. */
export function streetLayer({ url, attribution }: Basemap, onFailed: () => void): L.TileLayer {
  let errors = 0;
  const layer = L.tileLayer(url, {
    attribution,
    maxZoom: 19,
    // Tile servers may refuse who does not say where they come from.
    referrerPolicy: "strict-origin-when-cross-origin",
  });
  layer.on("tileload", () => {
    errors = 0;
  });
  layer.on("tileerror", () => {
    errors += 1;
    if (errors === ERRORS_MAX) onFailed();
  });
  return layer;
}
