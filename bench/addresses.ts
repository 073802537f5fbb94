import { unmorton } from "@/core/map-grid";
import { formatPublicId } from "@/core/public-id";
import { connect } from "@/db/client";

/** Places on the board to ask for. */
export interface Addresses {
  site: string;
  board: string;
  search: string;
  mapTile: string;
}

/** Addresses of the densest part of a board. */
export async function findAddresses(databaseUrl: string): Promise<Addresses> {
  const db = connect(databaseUrl, { max: 1 });
  try {
    // Tiles of view zoom 10 hold the cells of zoom 12: one tile is four by four of them.
    const [tile] = await db<{ number: number }[]>`
      select cell >> 4 as number from map_cells where domain = 'food' and zoom = 12
      group by 1 order by sum(green + yellow + red + unrated) desc limit 1`;
    const [site] = await db<{ publicId: string; slug: string }[]>`
      select public_id, slug from listings where morton is not null order by site_id limit 1`;
    const [word] = await db<{ word: string }[]>`
      select split_part(name_normal, ' ', 1) as word from listings order by site_id limit 1`;
    const { x, y } = unmorton(tile?.number ?? 0);
    return {
      site: `/en/sites/${formatPublicId(site?.publicId ?? "")}/${site?.slug}`,
      board: "/en",
      search: `/api/v1/sites?q=${encodeURIComponent(word?.word ?? "a")}`,
      mapTile: `/api/v1/map/food/10/${x}/${y}`,
    };
  } finally {
    await db.end();
  }
}
