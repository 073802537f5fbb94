/** Where the page tells who would move under a scheme version. */
export function simulationId(scheme: string): string {
  return `simulation-${scheme.replace(/[^a-z0-9]/gi, "-")}`;
}
