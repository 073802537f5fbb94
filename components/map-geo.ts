import * as L from "leaflet";
import type { Box } from "@/core/listing";

/** A box in Leaflet's terms; across the 180th meridian it goes on eastwards. */
export function boundsOf({ west, south, east, north }: Box): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);
}

/** Degrees as URLs carry them: at most once around the earth, and within the square world. */
export function boxOf(bounds: L.LatLngBounds): Box {
  const clamp = (lat: number) => Math.max(-85.05, Math.min(85.05, lat));
  const wrap = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const whole = bounds.getEast() - bounds.getWest() >= 360;
  return {
    west: whole ? -180 : wrap(bounds.getWest()),
    south: clamp(bounds.getSouth()),
    east: whole ? 180 : wrap(bounds.getEast()),
    north: clamp(bounds.getNorth()),
  };
}
