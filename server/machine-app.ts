import { api } from "@/server/api/app";
import type { MachineApp } from "@/server/front/machine-paths";

/** Everything made for machines, each app by the paths that are its own. */
export const machineApp: MachineApp = {
  fetch: (request) => api.fetch(request),
};
