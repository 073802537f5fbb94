import type { RequestListener } from "node:http";
import type { Publications } from "@/db/publications";
import type { Readers } from "@/db/readers";
import type { Environment } from "@/server/environment";
import { clientAddress } from "@/server/front/client-address";
import { createFront } from "@/server/front/front";
import { keepAnswers } from "@/server/front/kept-answers";
import type { Log } from "@/server/front/log";
import { type MachineApp, machinePaths } from "@/server/front/machine-paths";
import { startMetrics } from "@/server/front/metrics";
import { nextPages } from "@/server/front/next-pages";
import { officePaths } from "@/server/front/office-paths";
import { ownPaths } from "@/server/front/own-paths";
import { requestLimit } from "@/server/front/request-limit";
import { baseUrl } from "@/services/base-url";

/** Puts the front together from the settings of the process and what it stands before. */
export function assembleFront(parts: {
  environment: Environment;
  publications: Publications;
  readers: Readers;
  app: MachineApp;
  handle: RequestListener;
  log: Log;
  keepPages: boolean;
  isStopping: () => boolean;
}): RequestListener {
  const { environment, publications, readers, isStopping } = parts;
  const kept = keepAnswers(publications, readers, environment.KEPT_MEGABYTES * 2 ** 20);
  const metrics = startMetrics(kept, publications);
  const pages = nextPages(parts.handle, imageHosts(environment));
  const addressOf = clientAddress(environment.TRUSTED_PROXIES);
  const limit = requestLimit(environment.REQUESTS_PER_MINUTE, addressOf);
  return createFront({
    machine: machinePaths(parts.app, baseUrl()),
    pages,
    own: ownPaths({ publications, readers, metrics, isStopping }, environment.METRICS_TOKEN),
    office: officePaths({ pages, publications, limit, addressOf }),
    kept,
    publications,
    readers,
    limit,
    metrics,
    log: parts.log,
    keepPages: parts.keepPages,
    isStopping,
  });
}

/** Where pictures of streets may come from: the operator's choice, and the one readers may choose. */
function imageHosts({ BASEMAP_URL }: Environment): string[] {
  const own = BASEMAP_URL ? [new URL(BASEMAP_URL.replaceAll(/[{}]/g, "")).origin] : [];
  return ["https://tile.openstreetmap.org", ...own];
}
