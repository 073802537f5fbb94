import { OpenAPIHono } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { HTTPException } from "hono/http-exception";
import { addDocumentation } from "@/server/api/documentation";
import { problem, refuse, refusePath } from "@/server/api/problem";
import { getAuthority } from "@/server/api/routes/get-authority";
import { getEntity } from "@/server/api/routes/get-entity";
import { getMapTile } from "@/server/api/routes/get-map-tile";
import { getScheme } from "@/server/api/routes/get-scheme";
import { getSite } from "@/server/api/routes/get-site";
import { getSiteHistory } from "@/server/api/routes/get-site-history";
import { listAuthorities } from "@/server/api/routes/list-authorities";
import { listEntities } from "@/server/api/routes/list-entities";
import { listEvents } from "@/server/api/routes/list-events";
import { listSchemeVersions } from "@/server/api/routes/list-scheme-versions";
import { listSites } from "@/server/api/routes/list-sites";
import { rateInputs } from "@/server/api/routes/rate-inputs";
import { sendTaxBatch } from "@/server/api/routes/send-tax-batch";
import { suggestSites } from "@/server/api/routes/suggest-sites";

/**
 * Every path below `/api` (DESIGN §6): public and open to any page; it only reads, but
 * for what tax authorities sign. It validates, asks and
 * answers; faults throw, for the front to log and to say.
 */
export const api = new OpenAPIHono({
  defaultHook: (result) => {
    if (result.success) return;
    const errors = result.error.issues.flatMap((issue) => {
      const names =
        issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "body")];
      return names.map((parameter) => ({ parameter, reason: issue.message }));
    });
    return result.target === "param" ? refusePath(errors) : refuse(errors);
  },
});

api.use(
  cors({
    origin: "*",
    allowMethods: ["GET", "HEAD", "POST", "OPTIONS"],
    exposeHeaders: ["ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
    maxAge: 86_400,
  }),
);

const routes = [
  listSites,
  getSite,
  getSiteHistory,
  listEntities,
  getEntity,
  getMapTile,
  suggestSites,
  listAuthorities,
  getAuthority,
  listSchemeVersions,
  getScheme,
  rateInputs,
  sendTaxBatch,
  listEvents,
  addDocumentation,
];
for (const add of routes) add(api);

const ALLOWED = { GET: "GET, HEAD, OPTIONS", POST: "POST, OPTIONS" };
for (const method of ["GET", "POST"] as const) {
  const allow = ALLOWED[method];
  for (const path of new Set(api.routes.filter((r) => r.method === method).map((r) => r.path))) {
    api.all(path, (c) =>
      problem("method-not-allowed", `${c.req.path} answers ${allow}.`, { headers: { allow } }),
    );
  }
}

api.notFound((c) => problem("not-found", `There is no ${c.req.path}. See /api/docs.`));

api.onError((error) => {
  // Of a body that is no JSON.
  if (error instanceof HTTPException && error.status === 400) {
    return refuse([{ parameter: "body", reason: "The body must be JSON." }]);
  }
  throw error;
});
