import { expect, test } from "vitest";
import { BOARD_PARAMETERS } from "@/core/board-query";
import { BULK_COLUMNS } from "@/core/bulk-row";
import { DOMAINS, SITE_DOMAINS } from "@/core/standing";
import { api } from "@/server/api/app";
import { allSchemes } from "@/tests/support/schemes";

const MERGED = /overall|combined|merged|composite|aggregate|total_?score|trust|reputation/i;
/** What carries a colour; such an object has to say of which one domain it is. */
const COLOURED = ["colour", "standing", "outcome"];
/** Their one domain is said around them: by the path, or by the scheme that they belong to. */
const WITHIN_A_DOMAIN = new Set(["Point", "Suggestion", "Improvement", "missed", "ways"]);

interface Schema {
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

test("no type of the API has a colour without one domain, or a name for a merged score", async () => {
  const response = await api.fetch(new Request("http://board.test/api/openapi.json"));
  const document = (await response.json()) as {
    components: { schemas: Record<string, Schema> };
    paths: Record<string, unknown>;
  };
  const seen: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value !== "object" || value === null) return;
    const { properties } = value as Schema;
    for (const property of Object.keys(properties ?? {})) {
      seen.push(property);
      expect(property, name).not.toMatch(MERGED);
    }
    const hasColour = COLOURED.some((one) => properties && one in properties);
    if (hasColour && !WITHIN_A_DOMAIN.has(name)) expect(properties, name).toHaveProperty("domain");
    for (const [key, part] of Object.entries(value)) {
      walk(
        part,
        ["properties", "items", "anyOf", "schema"].includes(key) || /^\d+$/.test(key) ? name : key,
      );
    }
  };
  walk(document.components.schemas, "");
  walk(document.paths, "");
  expect(seen).toContain("colour");
  expect(document.paths).toHaveProperty(["/api/v1/map/{domain}/{z}/{x}/{y}"]);
});

test("no sort, filter, map layer or column goes over more than one domain", () => {
  expect(Object.keys(BOARD_PARAMETERS).sort()).toEqual(
    ["authority", "bbox", "category", "colour", "domain", "near", "q", "since", "sort", "z"].sort(),
  );
  for (const domain of SITE_DOMAINS) {
    expect(BOARD_PARAMETERS.domain.parse.safeParse(domain).success).toBe(true);
  }
  for (const merged of ["all", "any", "food,goods", "food,tax", "tax,food", "overall"]) {
    expect(BOARD_PARAMETERS.domain.parse.safeParse(merged).success).toBe(false);
  }
  for (const sort of ["score", "rating", "overall", "grade", "colour"]) {
    expect(BOARD_PARAMETERS.sort.parse.safeParse(sort).success).toBe(false);
  }
  expect(BULK_COLUMNS.map(({ name }) => name)).toContain("domain");
  for (const { name } of BULK_COLUMNS) expect(name).not.toMatch(MERGED);
});

test("every scheme is of one domain and takes its own inputs alone", () => {
  for (const scheme of allSchemes()) {
    expect(DOMAINS).toContain(scheme.domain);
    for (const name of Object.keys({ ...scheme.inputs, ...scheme.derived })) {
      expect(name).not.toMatch(MERGED);
      expect(DOMAINS.some((domain) => name.toLowerCase().includes(`${domain}standing`))).toBe(
        false,
      );
    }
  }
});
