import { pageResponse } from "@/app/page-response";
import { type Footprint, footprintHeader } from "@/core/footprint";

/** Tells the front which publications change the page being drawn; untold, each of them does. */
export function tellFootprint(footprint: Footprint): void {
  pageResponse()?.setHeaders(new Map(Object.entries(footprintHeader(footprint))));
}

/** Tells the front that the page holds what the law or a business takes away: it is shown no longer than its day. */
export function tellPerishable(): void {
  pageResponse()?.setHeader("placard-perishable", "1");
}

/** Tells the front to draw the page anew after so many seconds, whatever is published. */
export function tellLifetime(seconds: number): void {
  pageResponse()?.setHeader("placard-lifetime", String(seconds));
}
