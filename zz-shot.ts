import { chromium } from "playwright-core";
const base = "http://localhost:3999";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const shots: [string, number, string, string?][] = [
  ["/en/schemes", 1200, "a"], ["/en/schemes/uk-fhrs/2018-11?hygiene=10&structural=5&confidence=10", 1200, "b"],
  ["/zh/schemes/demo-three-criteria/1", 390, "c"], ["/ar/schemes/us-alameda/2012?score=90&findings.major.open=2&imminentHazard=false", 1200, "d", "dark"],
  ["/en/schemes/cn-tax/2025", 390, "e"], ["/ar/schemes/us-sf-score/2005", 390, "f"], ["/en/schemes/ca-toronto-dinesafe/2001", 1200, "g", "dark"],
];
for (const [path, width, name, scheme] of shots) {
  const p = await b.newPage({ viewport: { width, height: 900 }, colorScheme: scheme === "dark" ? "dark" : "light" });
  const r = await p.goto(base + path);
  console.log(r?.status(), p.url());
  await p.screenshot({ path: `/tmp/s-${name}.png`, fullPage: true });
  await p.close();
}
for (const u of ["/schemes", "/schemes/uk-fhrs/2018-11", "/schemes/schema.json", "/en/schemes/x/y"]) { const r = await fetch(base + u, { redirect: "manual" }); console.log(u, r.status, r.headers.get("location")); }
const r = await fetch(base + "/api/v1/schemes/uk-fhrs/2018-11/rate", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ inputs: { hygiene: 10, structural: 5, confidence: 10 } }) });
console.log(r.status, (await r.text()).slice(0, 200));
await b.close();
