import { pageResponse } from "@/app/page-response";
import type { Footprint } from "@/core/publication";

/** Tells the front which publications change the page being drawn; untold, each of them does. */
export function tellFootprint(footprint: Footprint): void {
  pageResponse()?.setHeader("placard-footprint", JSON.stringify(footprint));
}
