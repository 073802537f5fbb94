import { ATOM } from "@/core/feed-url";
import type { Locale } from "@/core/locale";
import { plain, type Xml, xml } from "@/server/web/xml";

/** A feed as Atom 1.0 (RFC 4287) tells it; addresses are whole. */
export interface Feed {
  /** Stays the same, whatever the feed's address. */
  id: string;
  locale: Locale;
  title: string;
  /** Its own address. */
  self: string;
  /** The page of the same facts. */
  page: string;
  /** Where older entries are (RFC 5005); null at the end. */
  next: string | null;
  author: string;
  /** When the newest entry was published here, or what it is about. */
  updated: Date;
  entries: readonly Entry[];
}

/** One entry; what it says never changes. */
export interface Entry {
  id: string;
  title: string;
  page: string;
  at: Date;
  author: string;
  /** Plain text. */
  content: string;
  licence: string | null;
  licenceUrl: string | null;
}

/** A feed as XML. */
export function atomText(feed: Feed): string {
  const licences = [...new Set(feed.entries.flatMap(({ licence }) => licence ?? []))];
  const text = xml`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.locale}">
<id>${feed.id}</id>
<title>${feed.title}</title>
<updated>${feed.updated.toISOString()}</updated>
<author><name>${plain(feed.author)}</name></author>
<link rel="self" type="${ATOM}" href="${feed.self}"/>
<link rel="alternate" type="text/html" hreflang="${feed.locale}" href="${feed.page}"/>
${feed.next !== null && xml`<link rel="next" type="${ATOM}" href="${feed.next}"/>\n`}${rights(licences.join("; "))}<generator>Placard</generator>
${feed.entries.map((entry) => entryXml(entry, feed.locale))}</feed>
`;
  return text.toString();
}

function entryXml(entry: Entry, locale: Locale): Xml {
  const at = entry.at.toISOString();
  return xml`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<published>${at}</published>
<updated>${at}</updated>
<author><name>${plain(entry.author)}</name></author>
<link rel="alternate" type="text/html" hreflang="${locale}" href="${entry.page}"/>
${entry.licenceUrl !== null && xml`<link rel="license" href="${entry.licenceUrl}"/>\n`}${rights(entry.licence ?? "")}<content type="text">${entry.content}</content>
</entry>
`;
}

function rights(licence: string): Xml | false {
  return licence !== "" && xml`<rights>${plain(licence)}</rights>\n`;
}
