import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { termFault } from "@/core/entry-term";
import { UnreadableFile } from "@/core/import-row";
import { sat69b } from "@/importers/sat69b";
import { readRegister, readRegisterText } from "@/tests/importers/read-register";

const FILE = "tests/fixtures/sat69b/Listado_69-B.csv";
const REAL = "../shared/data/mx-sat-69b";
const { register, entries, issues } = await readRegister(sat69b, FILE);

test("the file's own day is found before the header", () => {
  expect(register).toHaveLength(1);
  expect(register[0]).toMatchObject({ asOf: "2026-10-31", authority: { slug: "mx-sat" } });
});

test("each state is what it is in law, for as long as its class may be public", () => {
  expect(entries.map((e) => [e.key, e.entryKind, e.class, e.state, e.startsOn, e.endsOn])).toEqual([
    [
      "ZZA010203AA5:500-05-2026-101:presunto",
      "presumed-sham-invoices",
      "general",
      "active",
      "2026-03-02",
      "2027-03-02",
    ],
    [
      "ZZB020304BB5:500-05-2025-102:definitivo",
      "sham-invoices",
      "serious",
      "active",
      "2026-02-04",
      "2029-02-04",
    ],
    [
      "ZZC030405CC5:500-05-2025-103:presunto",
      "presumed-sham-invoices",
      "general",
      "repaired",
      "2025-05-05",
      "2026-05-05",
    ],
    [
      "ZZD040506DD5:500-05-2024-104:definitivo",
      "sham-invoices",
      "serious",
      "repaired",
      "2024-07-01",
      "2027-07-01",
    ],
    [
      "ZZD040506DD5:500-05-2026-105:definitivo",
      "sham-invoices",
      "serious",
      "active",
      "2026-06-01",
      "2029-06-01",
    ],
    [
      "ZZE050607EE5:500-05-2018-106:definitivo",
      "sham-invoices",
      "serious",
      "active",
      "2018-07-02",
      "2021-07-02",
    ],
  ]);
});

test("names are Windows-1252, trimmed, without hard spaces, and tell the legal form", () => {
  const named = entries.map(({ subject }) => "entity" in subject && subject.entity);
  expect(named).toMatchObject([
    { name: "SERVICIOS INVENTADOS DEL LAGO, S.A. DE C.V.", legalForm: "company" },
    { name: "CONSULTORÍA FICTICIA ÑANDÚ, S.C.", legalForm: "partnership" },
    { name: "COMERCIO IMAGINARIO, S. DE R.L.", legalForm: "company" },
    { name: "TRANSPORTES DE CUENTO A.C.", legalForm: "association" },
    { name: "TRANSPORTES DE CUENTO A.C.", legalForm: "association" },
    { name: "OBRAS QUE NO FUERON, S.A.", legalForm: "company" },
  ]);
  expect(entries[1]?.evidence).toContain("500-05-2026-202 de fecha 04 de febrero de 2026");
});

test("what a court suppressed, a person's number and what cannot be read are left out with a reason", () => {
  expect(issues.map(({ line, field, problem }) => [line, field, problem])).toEqual([
    [10, "rfc", "suppressed-by-court"],
    [13, "rfc", "personal-number"],
    [14, "rfc", "invalid-number"],
    [15, "publicacion_pagina_sat_presuntos", "bad-date"],
    [16, "situacion_del_contribuyente", "unknown-state"],
    [1, "Listado_69-B.csv", "not-utf-8"],
  ]);
  const told = JSON.stringify({ register, entries, issues });
  expect(told).not.toContain("ZEZZ800102BB7");
  expect(told).not.toContain("PERSONA INVENTADA");
});

test("a file cut short or of another kind is refused", async () => {
  const bytes = readFileSync(FILE);
  for (const broken of [bytes.subarray(0, 300), "a,b\n1,2\n", ""]) {
    await expect(readRegisterText(sat69b, broken)).rejects.toThrow(UnreadableFile);
  }
});

describe.runIf(existsSync(REAL))("the real list", () => {
  test("every row is an entry within its class, or is left out for a reason that is told", async () => {
    const real = await readRegister(sat69b, REAL);
    expect(real.register[0]?.asOf).toBe("2022-11-30");
    const told = (problem: string) => real.issues.filter((issue) => issue.problem === problem);
    expect(told("suppressed-by-court")).toHaveLength(86);
    expect(told("personal-number")).toHaveLength(0);
    expect(told("invalid-number")).toHaveLength(23);
    const left = real.issues.filter(({ action }) => action === "row-refused");
    expect(left.length + real.entries.length).toBe(10_049);
    expect(left).toHaveLength(86 + 23);
    expect(new Set(real.entries.map(({ key }) => key)).size).toBe(real.entries.length);
    const faults = real.entries.map((e) => termFault(e.class, e.startsOn, e.endsOn));
    expect(faults.filter(Boolean)).toEqual([]);
    const of = (kind: string, state: string) =>
      real.entries.filter((e) => e.entryKind === kind && e.state === state).length;
    expect(of("sham-invoices", "active") + of("sham-invoices", "repaired")).toBeGreaterThan(9000);
    expect(of("presumed-sham-invoices", "active")).toBeGreaterThan(0);
    expect(
      real.entries.every(({ startsOn }) => startsOn > "2013" && startsOn <= "2022-11-30"),
    ).toBe(true);
  });
});
