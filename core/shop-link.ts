const LENGTH_MAX = 500;

/**
 * The address of a shop on the web as it is kept and compared: without protocol, `www.` and query,
 * its host in lower case. Null for what is no such address.
 */
export function normaliseShopLink(text: string): string | null {
  const given = text.trim();
  if (given === "" || given.length > LENGTH_MAX || /\s/.test(given)) return null;
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  if (!URL.canParse(written)) return null;
  const { protocol, username, hostname, pathname } = new URL(written);
  if (!/^https?:$/.test(protocol) || username !== "") return null;
  const host = hostname.replace(/\.$/, "").replace(/^(?:www|m)\.(?=[^.]+\.)/, "");
  if (!/^[^.]+(\.[^.]+)*\.[^.\d][^.]*$/.test(host)) return null;
  return (
    host +
    readable(pathname)
      .replace(/\/{2,}/g, "/")
      .replace(/\/$/, "")
  );
}

/**
 * The shop links that an address may lie under, the longest first: a page of a shop, such as that of
 * one product, stands for the shop.
 */
export function shopLinksAbove(text: string): string[] {
  const link = normaliseShopLink(text);
  if (link === null) return [];
  const parts = link.split("/");
  return parts.map((_, i) => parts.slice(0, parts.length - i).join("/"));
}

/** What means something else in an address, or is no text at all, once it is decoded. */
const UNREADABLE = /[%?#\\\s\p{Cc}\p{Cf}]/u;
const ENCODED_SLASH = /%2f/i;

/** A path as people read it; one that cannot be written so stays as it is. */
function readable(path: string): string {
  try {
    const decoded = decodeURIComponent(path);
    return UNREADABLE.test(decoded) || ENCODED_SLASH.test(path) ? path : decoded;
  } catch {
    return path;
  }
}
