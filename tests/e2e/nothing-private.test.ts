import pLimit from "p-limit";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findPersonalNumber } from "@/core/personal-number";
import { connect, type Db } from "@/db/client";
import { makeTaxedCompanies, PLANTED } from "@/tests/support/taxed-companies";

let db: Db;
const addresses = new Set<string>();
/** Addresses of authorities, which are no private person's. */
const officialMail = new Set<string>();

const LOCALES = ["en", "zh", "ar"];
const AMOUNT = String(PLANTED.amount);
/** The planted figure as anybody might write it. */
const AMOUNTS = [AMOUNT, AMOUNT.replace(".", ","), ...["en", "de", "fr", "ar-EG"].map(grouped)];

function grouped(locale: string): string {
  return PLANTED.amount.toLocaleString(locale).replace(/[.,٫]\d+$/, "");
}

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  const today = new Date().toISOString().slice(0, 10);
  const companies = await makeTaxedCompanies(db, today);
  const mails = await db<{ email: string }[]>`
    select email from authorities where email is not null`;
  for (const { email } of mails) officialMail.add(email);

  const sites = await db<{ publicId: string }[]>`
    (select public_id from listings l join entity_identifiers i using (entity_id)
      where i.number in ${db(Object.values(companies).map(({ number }) => number))} limit 60)
    union (select public_id from listings order by site_id % 97, site_id limit 60)`;
  const slugs = await db<{ slug: string }[]>`select slug from authorities`;
  const numbers = [
    ...Object.values(companies),
    { scheme: "ee-regcode", number: PLANTED.personNumber },
  ];
  const asked = [PLANTED.personName, PLANTED.personNumber, PLANTED.email, AMOUNT, "kaubandus"];
  const pages = [
    ...["", "?domain=goods", "?domain=tax", "?domain=tax&colour=red&sort=date", "/entities"],
    ...["/entities?standing=red", "/entities?scheme=ee-regcode", "/data", "/schemes"],
    ...numbers.map(({ scheme, number }) => `/entities/${scheme}/${number}`),
    ...sites.map(({ publicId }) => `/sites/${publicId}`),
    ...slugs.map(({ slug }) => `/authorities/${slug}`),
    ...asked.flatMap((q) => [
      `?q=${encodeURIComponent(q)}`,
      `/entities?q=${encodeURIComponent(q)}`,
    ]),
  ];
  for (const page of pages) for (const locale of LOCALES) addresses.add(`/${locale}${page}`);
  for (const { publicId } of sites) {
    addresses.add(`/api/v1/sites/${publicId}`);
    addresses.add(`/api/v1/sites/${publicId}/history`);
    addresses.add(`/feeds/en/sites/${publicId}.atom`);
  }
  for (const { scheme, number } of numbers) addresses.add(`/api/v1/entities/${scheme}/${number}`);
  for (const { slug } of slugs) {
    addresses.add(`/api/v1/authorities/${slug}`);
    addresses.add(`/feeds/en/authorities/${slug}.atom`);
  }
  for (const q of asked.map(encodeURIComponent)) {
    for (const path of ["sites", "entities", "suggest"]) addresses.add(`/api/v1/${path}?q=${q}`);
    addresses.add(`/feeds/en/search.atom?q=${q}`);
  }
  for (const domain of ["food", "goods", "tax"]) {
    addresses.add(`/api/v1/sites?domain=${domain}&limit=100`);
    for (const tile of ["2/2/1", "5/18/9", "9/291/149", "11/1165/598", "13/4662/2394"]) {
      addresses.add(`/api/v1/map/${domain}/${tile}`);
    }
  }
  for (const list of ["entities?limit=100", "entities?standing=ceased", "authorities", "schemes"]) {
    addresses.add(`/api/v1/${list}`);
  }
  for (const path of ["/api/openapi.json", "/api/docs", "/sitemap.xml", "/sitemaps/pages.xml"]) {
    addresses.add(path);
  }
  addresses.add("/data/files/index.json");
  addresses.add("/feeds/en/search.atom");
});

afterAll(() => db.end());

async function read(address: string): Promise<string> {
  const response = await fetch(`${inject("siteUrl")}${address}`);
  expect(response.status, address).toBeLessThan(500);
  const text = await response.text();
  // Where it was sent, too, and under which headers.
  return [response.url, ...[...response.headers].map((pair) => pair.join(": ")), text].join("\n");
}

/** What of a text nobody may read; what the question itself held is given back by its page. */
function leaksIn(address: string, text: string): string[] {
  const asked = decodeURIComponent(address);
  // Scripts write angle brackets as numbers, which would read as a part of what follows.
  const plain = text.replaceAll(/\\+u003[ce]/gi, " ");
  const said = asked.includes("q=") ? plain.replaceAll(/[^\n]*\?q=[^\n]*/g, "") : plain;
  const planted = [PLANTED.email, PLANTED.personName, ...AMOUNTS].filter(
    (one) => said.includes(one) && !asked.includes(one),
  );
  const mails = [...said.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)]
    .map(([mail]) => mail)
    .filter((mail) => !officialMail.has(mail) && !asked.includes(mail) && !/@2x\.|@\d/.test(mail));
  return [...planted, ...mails];
}

test("no public answer holds an amount of tax, a private person's name or mail", async () => {
  const limit = pLimit(8);
  const leaks = await Promise.all(
    [...addresses].map((address) =>
      limit(async () => {
        const found = leaksIn(address, await read(address));
        return found.length > 0 ? [`${address}: ${[...new Set(found)].join(", ")}`] : [];
      }),
    ),
  );
  expect(leaks.flat()).toEqual([]);
  expect(addresses.size).toBeGreaterThan(500);
}, 600_000);

test("no text of the public interface holds a number of a natural person", async () => {
  const texts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(gather);
  };
  for (const list of ["sites", "entities"]) {
    for (let next: string | null = ""; next !== null; ) {
      const cursor: string = next && `&cursor=${next}`;
      const answer = await fetch(`${inject("siteUrl")}/api/v1/${list}?limit=100${cursor}`);
      const page = (await answer.json()) as { items: unknown[]; next: string | null };
      gather(page.items);
      next = page.next;
    }
  }
  expect(texts.length).toBeGreaterThan(10_000);
  expect(texts.filter((text) => findPersonalNumber(text) !== null)).toEqual([]);
  expect(texts.filter((text) => text.includes(PLANTED.personNumber))).toEqual([]);
});

test("events hold ids and hashes, and nothing of their content", async () => {
  const seen = new Set<string>();
  for (let after = 0; ; ) {
    const answer = await fetch(`${inject("siteUrl")}/api/v1/events?after=${after}&limit=1000`);
    const { items, next } = (await answer.json()) as {
      items: Record<string, unknown>[];
      next: number;
    };
    for (const event of items) for (const key of Object.keys(event)) seen.add(key);
    if (items.length === 0) break;
    after = next;
  }
  expect([...seen].sort()).toEqual(["at", "entity", "hash", "kind", "position", "site"]);
});
