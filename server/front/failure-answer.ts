import { createHash } from "node:crypto";
import { wordsOf } from "@/server/front/stale-note";
import type { Turn } from "@/server/front/turn";

const STYLE =
  "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:3rem 1rem;" +
  "background:#fff;color:#111}h1{font-size:1.5rem;line-height:1.25}" +
  "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Seconds after which asking again is worth while. */
const RETRY_AFTER_S = 5;

/**
 * What is said where no answer could be made: 503 while the database is away, 500 for a fault of
 * ours, 400 for an address that is no text. A page in plain words without scripts, or problem details (RFC 9457) for machines.
 */
export function failureAnswer(turn: Turn, status: 400 | 500 | 503) {
  const { locale, words } = wordsOf(turn.path);
  const { title, text } = words.failures[status];
  const retry = status === 503 ? { "retry-after": String(RETRY_AFTER_S) } : {};
  if (turn.kind !== "page" && turn.kind !== "other") {
    return {
      ...problemAnswer(status, title, [], text, turn.id),
      headers: { ...PROBLEM_HEADERS, ...retry },
    };
  }
  const direction = locale === "ar" ? "rtl" : "ltr";
  const body =
    `<!DOCTYPE html><html lang="${locale}" dir="${direction}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>` +
    `<style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p>` +
    `<p>${words.reference} ${turn.id}</p></main></body></html>`;
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'`,
      ...retry,
    },
    body,
  };
}

const PROBLEM_HEADERS = {
  "content-type": "application/problem+json",
  "access-control-allow-origin": "*",
};

/** Problem details (RFC 9457) of the front itself. */
export function problemAnswer(
  status: number,
  title: string,
  errors: readonly { parameter: string; reason: string }[] = [],
  detail?: string,
  instance?: string,
) {
  const problem = { type: "about:blank", title, status, detail, instance };
  const body = JSON.stringify({ ...problem, ...(errors.length > 0 && { errors }) });
  return { status, headers: PROBLEM_HEADERS, body };
}
