import { createHash, randomBytes } from "node:crypto";

/**
 * A page that Next has drawn with a nonce, made fit to be kept: the nonce is gone, and the policy
 * names the hashes of the scripts that carried it. Whatever else got into the page does not run.
 */
export function sealPage(
  drawn: string,
  nonce: string,
  imageHosts: readonly string[],
): { html: string; policy: string } {
  const hashes = new Set<string>();
  const without = (text: string) => text.replaceAll(` nonce="${nonce}"`, "").replaceAll(nonce, "");
  for (const [, attributes = "", code = ""] of drawn.matchAll(
    /<script\b([^>]*)>([\s\S]*?)<\/script>/g,
  )) {
    if (!attributes.includes(`nonce="${nonce}"`) || /\ssrc=/.test(attributes)) continue;
    hashes.add(`'sha256-${createHash("sha256").update(without(code)).digest("base64")}'`);
  }
  return { html: without(drawn), policy: policy(["'self'", ...hashes], imageHosts) };
}

/** For one drawing. */
export function makeNonce(): string {
  return randomBytes(16).toString("base64url");
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
