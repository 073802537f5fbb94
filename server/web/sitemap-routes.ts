import { Hono } from "hono";
import { readDatabase } from "@/db/client";
import { listAuthorities } from "@/db/queries/list-authorities";
import { listSchemes } from "@/db/queries/list-schemes";
import { listSitemapParts, listSitemapSites } from "@/db/queries/list-sitemap-sites";
import { problem } from "@/server/web/problem";
import { robotsText } from "@/server/web/robots";
import { pagesSitemap, sitemapIndex, sitesSitemap } from "@/server/web/sitemap";
import { baseUrl } from "@/services/base-url";

const XML = { "content-type": "application/xml; charset=utf-8" };

/** `/robots.txt`, `/sitemap.xml` and the parts that it names. */
export const sitemapRoutes = new Hono()
  .get("/robots.txt", (c) => c.text(robotsText(baseUrl())))
  .get("/sitemap.xml", async (c) => {
    const parts = await listSitemapParts(readDatabase());
    return c.body(sitemapIndex(baseUrl(), parts), 200, XML);
  })
  .get("/sitemaps/pages.xml", async (c) => {
    const db = readDatabase();
    const [authorities, schemes] = await Promise.all([listAuthorities(db), listSchemes(db)]);
    const slugs = authorities.map(({ slug }) => slug);
    return c.body(pagesSitemap(baseUrl(), slugs, schemes.values()), 200, XML);
  })
  .get("/sitemaps/:file{sites-(0|[1-9][0-9]{0,9})\\.xml}", async (c) => {
    const part = Number(c.req.param("file").replace(/\D/g, ""));
    const sites = await listSitemapSites(readDatabase(), part);
    if (sites.length === 0) return problem(404, "The sitemap has no such part.");
    return c.body(sitesSitemap(baseUrl(), sites), 200, XML);
  });
