/** Whether this process runs a demonstration, which `start.ts --demo` says. */
export function isDemo(): boolean {
  return process.env.PLACARD_DEMO === "1";
}
