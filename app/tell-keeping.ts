import { pageResponse } from "@/app/page-response";
import type { Footprint } from "@/core/publication";

/** Tells the front which publications change the page being drawn; untold, each of them does. */
export function tellFootprint(footprint: Footprint): void {
  pageResponse()?.setHeader("placard-footprint", JSON.stringify(footprint));
}

/** Tells the front to draw the page anew after so many seconds, whatever is published. */
export function tellLifetime(seconds: number): void {
  pageResponse()?.setHeader("placard-lifetime", String(seconds));
}
