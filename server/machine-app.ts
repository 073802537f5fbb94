import { api } from "@/server/api/app";
import { files } from "@/server/files/app";
import type { MachineApp } from "@/server/front/machine-paths";
import { openWeb } from "@/server/web/app";

/** Everything made for machines, each app by the paths that are its own. */
export const machineApp: MachineApp = {
  fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api")) return api.fetch(request);
    return (pathname.startsWith("/data/files/") ? files : openWeb).fetch(request);
  },
};
