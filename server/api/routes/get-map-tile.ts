import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { BOARD_PARAMETERS, boardQuery } from "@/core/board-query";
import { footprintHeader } from "@/core/footprint";
import { tileRange } from "@/core/map-grid";
import { wholeNumber } from "@/core/parameter";
import { DOMAINS } from "@/core/standing";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { listMapMarks } from "@/db/queries/list-map-marks";
import { pathSchema, querySchema } from "@/server/api/parameters";
import { refusePath } from "@/server/api/problem";
import { answers, problems } from "@/server/api/responses";
import { MapTile } from "@/server/api/schemas/map";

const ZOOM_MAX = 22;
const axis = (about: string, example: string) => ({
  parse: wholeNumber(0, 2 ** ZOOM_MAX - 1),
  want: "a whole number from 0 to 2^z - 1",
  about,
  example,
});
const { q, colour, category, authority, since } = BOARD_PARAMETERS;

const route = createRoute({
  method: "get",
  path: "/api/v1/map/{domain}/{z}/{x}/{y}",
  operationId: "getMapTile",
  tags: ["Map"],
  summary: "The marks of one map tile",
  description:
    "Sites of one domain in one Web-Mercator tile of 256 px: clusters per 64 px cell where they " +
    "are many, single sites where they are few.",
  request: {
    params: pathSchema({
      domain: {
        parse: z.enum(DOMAINS),
        want: BOARD_PARAMETERS.domain.want,
        about: "What is shown: results of food or of goods, or the tax standing of operators.",
        example: "food",
      },
      z: {
        parse: wholeNumber(0, ZOOM_MAX),
        want: `a whole zoom from 0 to ${ZOOM_MAX}`,
        about: "The zoom of the tile.",
        example: "11",
      },
      x: axis("The column of the tile, from west.", "1164"),
      y: axis("The row of the tile, from north.", "596"),
    }),
    query: querySchema({ q, colour, category, authority, since }),
  },
  responses: {
    200: answers(MapTile, "The marks of the tile."),
    ...problems("invalid-parameters", "not-found"),
  },
});

/** `GET /api/v1/map/{domain}/{z}/{x}/{y}`: the marks of one tile. */
export function getMapTile(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { domain, ...tile } = c.req.valid("param");
    const outside = (["x", "y"] as const).filter((name) => tile[name] >= 2 ** tile.z);
    if (outside.length > 0) {
      const reason = `takes a whole number from 0 to ${2 ** tile.z - 1} at zoom ${tile.z}.`;
      return refusePath(outside.map((name) => ({ parameter: name, reason: `${name} ${reason}` })));
    }
    const { query } = boardQuery({ ...c.req.valid("query"), domain });
    const db = readDatabase();
    const [marks, provenance] = await Promise.all([
      listMapMarks(db, query, tile),
      findProvenance(db),
    ]);
    const footprint = footprintHeader({ tile: tileRange(tile.z, tile.x, tile.y) });
    return c.json({ ...marks, ...provenance }, 200, footprint);
  });
}
