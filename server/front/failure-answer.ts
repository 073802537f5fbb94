import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { directionOf, LOCALES } from "@/core/locale";
import { OFFICE_PAGE } from "@/core/office-path";
import { problemAnswer } from "@/server/front/problem-answer";
import { localeOf } from "@/server/front/stale-note";
import type { Turn } from "@/server/front/turn";
import { wordsIn } from "@/services/words";

/** The colours and sizes of the other pages, whose stylesheet need not be there now. */
const STYLE =
  "body{font:1.0625rem/1.5 Inter,system-ui,sans-serif;margin:0;background:#fdfdfb;color:#1b1e26}" +
  "header,main{max-width:40rem;margin:0 auto;padding:1rem}header{font-weight:600}main{padding-top:2rem}" +
  "h1{font-size:1.5rem;line-height:1.25}a{color:#24449a}small{opacity:.75}bdi{white-space:nowrap}" +
  "@media(prefers-color-scheme:dark){body{background:#14171e;color:#ecebe7}a{color:#9dc0f5}}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Seconds after which asking again is worth while. */
const RETRY_AFTER_S = 5;

/**
 * What is said where no answer could be made: 503 while the database is away, 500 for a fault of
 * ours, 400 for an address that is no text, and what the back-office refuses: 403, 411 and 413; `said`
 * is its own sentence for that. A page in plain words without scripts, or problem details for
 * machines.
 */
export function failureAnswer(
  turn: Turn,
  status: 400 | 403 | 411 | 413 | 500 | 503,
  said: string | null = null,
) {
  const page = pageOf(turn);
  const locale = localeOf(page ?? (turn.kind === "office" ? sentFrom(turn) : turn.path));
  const t = wordsIn(locale);
  const isForm = said !== null && status === 400;
  const title = isForm ? t("front.unreadForm") : t(`front.failures.${status}.title`);
  const detail = said ?? t(`front.failures.${status}.text`);
  const retry = status === 503 ? { "retry-after": String(RETRY_AFTER_S) } : {};
  if (page === null) return problemAnswer(turn, { status, title, detail }, retry);
  const body =
    `<!DOCTYPE html><html lang="${locale}" dir="${directionOf(locale)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>` +
    `<style>${STYLE}</style></head><body><header><a href="/${locale}">${t("layout.name")}</a></header>` +
    `<main><h1>${title}</h1><p>${escapeHtml(detail)}</p>${onwards(turn, page, status)}` +
    `<nav><p>${languagesOf(page, status)}</p></nav>` +
    `<p><small>${t("front.reference")} <bdi>${turn.id}</bdi></small></p></main></body></html>`;
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

/** Where to go on: asking for the same again helps nobody who may not see it. */
function onwards(turn: Turn, page: string, status: number): string {
  const locale = localeOf(page);
  const t = wordsIn(locale);
  if (status !== 403) {
    return `<p><a href="${page === turn.path ? "" : escapeHtml(page)}">${t("front.again")}</a></p>`;
  }
  return (
    `<p><a href="/${locale}/sign-in">${t("front.ownStart")}</a></p>` +
    `<p><a href="/${locale}/account">${t("front.otherAccount")}</a></p>` +
    `<p><a href="/${locale}">${t("front.board")}</a></p>`
  );
}

/** The other languages: of the same page, or of the start, where nothing of the page is to be told. */
function languagesOf(page: string, status: number): string {
  const rest = status === 403 ? "/sign-in" : page.replace(/^\/[a-z]{2}(?=\/|$)/, "");
  return Object.entries(LOCALES)
    .filter(([other]) => other !== localeOf(page))
    .map(([other, name]) => {
      const address = escapeHtml(`/${other}${rest}`);
      return `<a lang="${other}" hreflang="${other}" href="${address}">${name}</a>`;
    })
    .join(" · ");
}

/**
 * The page that a failure is told on, as its path; null where a machine asked. A person who sent a
 * form is led back to the page that it stood on.
 */
function pageOf({ kind, path, request: { headers } }: Turn): string | null {
  if (kind !== "office") return kind === "page" || kind === "other" ? path : null;
  if (OFFICE_PAGE.test(path)) return path;
  if (!headers.accept?.includes("text/html")) return null;
  return sentFrom({ request: { headers } });
}

/** The page of the back-office that a request was sent from, as its browser says. */
function sentFrom({ request: { headers } }: { request: Pick<IncomingMessage, "headers"> }): string {
  const referer = headers.referer ?? "";
  const from = URL.canParse(referer) ? new URL(referer).pathname : "";
  return OFFICE_PAGE.test(from) ? from : "/en/account";
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
