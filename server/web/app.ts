import { Hono } from "hono";
import { feedRoutes } from "@/server/web/feed-routes";
import { pictureRoutes } from "@/server/web/picture-routes";
import { problem } from "@/server/web/problem";
import { schemeFormRoutes } from "@/server/web/scheme-form-routes";
import { sitemapRoutes } from "@/server/web/sitemap-routes";

/** What machines of the open web read: feeds, the sitemap, robots.txt, pictures for links, the form of schemes. */
export const openWeb = new Hono()
  .route("/", feedRoutes)
  .route("/", sitemapRoutes)
  .route("/", pictureRoutes)
  .route("/", schemeFormRoutes)
  .notFound(() => problem(404, "There is nothing at this address."));
