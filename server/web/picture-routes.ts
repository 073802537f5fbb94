import { Hono } from "hono";
import { footprintHeader } from "@/core/footprint";
import { type Locale, readLocale } from "@/core/locale";
import { formatPublicId, parsePublicId } from "@/core/public-id";
import { readDatabase } from "@/db/client";
import { findPlace } from "@/db/queries/find-place";
import { listSchemes } from "@/db/queries/list-schemes";
import { drawBoard } from "@/server/web/pictures/board-picture";
import { drawSite } from "@/server/web/pictures/site-picture";
import { problem } from "@/server/web/problem";

const PNG = { "content-type": "image/png" };

/** `/pictures/{locale}/…`: what is shown beside a link to a page (Open Graph). */
export const pictureRoutes = new Hono()
  .get("/pictures/:locale/board.png", async (c) => {
    const locale = readLocale(c.req.param("locale"));
    if (!locale) return noPicture();
    // It changes with the program only, never with a publication.
    return c.body(await drawBoard(locale), 200, { ...PNG, ...footprintHeader({ sites: [] }) });
  })
  .get("/pictures/:locale/sites/:file{[^/]+\\.png}", async (c) => {
    const locale = readLocale(c.req.param("locale"));
    const id = parsePublicId(c.req.param("file").replace(/\.png$/, ""));
    const place = locale && id ? await findPlace(readDatabase(), id) : null;
    if (!locale || !place) return noPicture();
    if ("mergedInto" in place) return c.redirect(picturePath(locale, place.mergedInto), 307);
    const schemes = await listSchemes(readDatabase());
    const today = new Date().toISOString().slice(0, 10);
    const picture = await drawSite(place, schemes, locale, today);
    return c.body(picture, 200, { ...PNG, ...footprintHeader({ sites: [place.id] }) });
  });

function picturePath(locale: Locale, id: string): string {
  return `/pictures/${locale}/sites/${formatPublicId(id)}.png`;
}

function noPicture(): Response {
  return problem(404, "There is no such picture.");
}
