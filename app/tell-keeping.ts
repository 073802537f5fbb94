import { pageResponse } from "@/app/page-response";
import { type Footprint, footprintHeader } from "@/core/footprint";

/** Tells the front which publications change the page being drawn; untold, each of them does. */
export function tellFootprint(footprint: Footprint): void {
  tell(footprintHeader(footprint));
}

/** Tells the front that the page holds what the law or a business takes away: it is shown no longer than its day. */
export function tellPerishable(): void {
  tell({ "placard-perishable": "1" });
}

/** Tells the front to draw the page anew after so many seconds, whatever is published. */
export function tellLifetime(seconds: number): void {
  tell({ "placard-lifetime": String(seconds) });
}

/** A part that a page's router asks for goes out while it is drawn, and is kept by nobody. */
function tell(headers: Readonly<Record<string, string>>): void {
  const response = pageResponse();
  if (response && !response.headersSent) response.setHeaders(new Map(Object.entries(headers)));
}
