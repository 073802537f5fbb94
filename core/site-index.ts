import type { SiteRow } from "@/core/import-row";
import { morton, toGrid } from "@/core/map-grid";
import { indexText, normaliseText, tokens } from "@/core/tokens";

type Described = Pick<
  SiteRow,
  "name" | "address" | "locality" | "postcode" | "position" | "website"
>;

/** What a site is found by: its words and its place on the grid, the same from whichever door. */
export function indexSite({ name, address, locality, postcode, position, website }: Described) {
  const grid = position ? toGrid(position) : null;
  const whole = [address, locality, postcode].filter(Boolean).join(" ");
  const searched = [whole, postcode?.replaceAll(" ", ""), website].filter(Boolean);
  return {
    ...indexText(name),
    addressNormal: normaliseText(whole),
    addressTokens: tokens(searched.join(" ")),
    latE6: position ? Math.round(position.lat * 1e6) : null,
    lonE6: position ? Math.round(position.lon * 1e6) : null,
    morton: grid ? morton(grid) : null,
    gridX: grid ? grid.x : null,
    gridY: grid ? grid.y : null,
  };
}
