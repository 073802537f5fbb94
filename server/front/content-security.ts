import { createHash } from "node:crypto";

/** The inline scripts of a page, as `script-src` sources. Data such as JSON-LD is never run. */
function scriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = "", code = ""] of html.matchAll(
    /<script\b([^>]*)>([\s\S]*?)<\/script>/g,
  )) {
    if (/\ssrc=|application\/ld\+json/.test(attributes)) continue;
    hashes.add(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  }
  return [...hashes];
}

/** The policy of a public page: its own scripts by their hashes, nothing inline beside them. */
export function policyOf(html: string, imageHosts: readonly string[]): string {
  return policy(["'self'", ...scriptHashes(html)], imageHosts);
}

/** The policy of a page drawn for one reader alone; Next marks its scripts with the nonce. */
export function policyWithNonce(nonce: string, imageHosts: readonly string[]): string {
  return policy(["'self'", `'nonce-${nonce}'`], imageHosts);
}

function policy(scripts: readonly string[], imageHosts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'self'",
    `img-src ${["'self'", "data:", ...imageHosts].join(" ")}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
