import type { ImportRow } from "@/core/import-row";
import { finding, rating, site, snapshot, visit } from "@/tests/support/rows";

const SCRIPT = `<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">`;

/** A town whose file tries to break pages: markup, scripts, direction marks, endless words. */
export const HOSTILE_TOWN: ImportRow[] = [
  snapshot({
    town: "Hostileton",
    scheme: "ca-toronto-dinesafe@2001",
    authority: {
      slug: "hostileton",
      name: `Hostileton ${SCRIPT}`,
      country: "GB",
      website: `https://example.org/"><script>window.hacked=1</script>`,
      email: `"><script>window.hacked=1</script>@example.com`,
      invented: true,
    },
  }),
  site("1", {
    name: `Hostile ${SCRIPT} </script><script>window.hacked = 1</script>`,
    address: `"><svg onload="window.hacked = 1"> ${"Averylongstreetname".repeat(15)}`,
    locality: "</title><script>window.hacked = 1</script>",
    reply: `${SCRIPT}\n\n${"x".repeat(5000)}`,
    formerNames: [{ name: `Old ${SCRIPT}`, until: "2020-01-01" }],
    website: `https://example.org/"><script>window.hacked=1</script>`,
    position: { lat: 59.437, lon: 24.7536 },
  }),
  visit("1", "v1", "2025-05-05"),
  finding("1", "v1", `${SCRIPT} ${"y".repeat(2000)}`),
  rating("1", "Pass", { visitKey: "v1", ratedOn: "2025-05-05" }),
  site("2", { name: "Hostile \u202Eevil\u202C مطعم", position: null, address: null }),
  rating("2", SCRIPT, { ratedOn: null }),
];
