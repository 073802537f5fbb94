import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkEntityNumber,
  ENTITY_SCHEMES,
  type EntityScheme,
  legalFormOf,
  numberScheme,
  parseEntityNumber,
  schemesFrom,
} from "@/core/entity-number";
import {
  findPersonalNumber,
  isPersonalNumber,
  withoutPersonalNumbers,
} from "@/core/personal-number";
import { personalNumbers } from "@/tests/support/personal-numbers";

const RIGHT: readonly [EntityScheme, written: string, stored: string][] = [
  ["au-abn", "51 824 753 556", "51824753556"],
  ["ca-bn", "12302 6635", "123026635"],
  ["cn-uscc", "91110000600037341L", "91110000600037341L"],
  ["ee-regcode", "10421629", "10421629"],
  ["eu-vat", "EE 100 931 558", "EE100931558"],
  ["eu-vat", "DE136695976", "DE136695976"],
  ["eu-vat", "fr 40 303265045", "FR40303265045"],
  ["eu-vat", "LV40003521600", "LV40003521600"],
  ["eu-vat", "SE 556703-7485 01", "SE556703748501"],
  ["eu-vat", "ES B-58378431", "ESB58378431"],
  ["eu-vat", "ATU13585627", "ATU13585627"],
  ["gb-crn", "445790", "00445790"],
  ["gb-crn", "sc 311560", "SC311560"],
  ["gb-vat", "GB 980 7806 84", "980780684"],
  ["lei", "5493 000I BP32 UQZ0 KL24", "5493000IBP32UQZ0KL24"],
  ["mx-rfc", "MAB-930714-8T4", "MAB9307148T4"],
  ["no-orgnr", "988 077 917", "988077917"],
];

describe("register numbers", () => {
  test.each(RIGHT)("%s takes %s", (scheme, written, stored) => {
    expect(checkEntityNumber(scheme, written)).toEqual({ ok: true, number: stored });
    expect(parseEntityNumber(scheme, stored)).toBe(stored);
  });

  test.each(RIGHT.filter(([scheme]) => scheme !== "gb-crn"))(
    "%s does not take %s with a wrong check digit",
    (scheme, _, stored) => {
      const at = stored.search(/\d(?=\D*$)/);
      const wrong = [..."0123456789"]
        .filter((digit) => digit !== stored[at])
        .map((digit) => `${stored.slice(0, at)}${digit}${stored.slice(at + 1)}`);
      const taken = wrong.filter((one) => parseEntityNumber(scheme, one) !== null);
      expect(taken.length).toBeLessThanOrEqual(1);
    },
  );

  test("every scheme has a name, and takes nothing that is no number", () => {
    for (const scheme of ENTITY_SCHEMES) {
      expect(numberScheme(scheme)).toMatchObject({ label: /./ });
      for (const text of ["", " ", "0", "none", "💥", "9".repeat(200)]) {
        expect(checkEntityNumber(scheme, text).ok).toBe(false);
      }
    }
    expect(RIGHT.map(([scheme]) => scheme)).toEqual(expect.arrayContaining([...ENTITY_SCHEMES]));
  });

  test.each([
    [["EE"], ["ee-regcode", "eu-vat"]],
    [["GB"], ["gb-crn", "gb-vat", "au-abn"]],
    [["CA"], ["ca-bn", "au-abn"]],
    [
      ["NO", "EE"],
      ["ee-regcode", "no-orgnr", "eu-vat"],
    ],
    [["US"], ["au-abn", "ca-bn"]],
  ])("those of %s come first, and none is left out", (countries, first) => {
    const schemes = schemesFrom(countries);
    expect(schemes.slice(0, first.length)).toEqual(first);
    expect(schemes.toSorted()).toEqual(ENTITY_SCHEMES.toSorted());
  });

  test("a Chinese code whose check sum leaves no remainder is right", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (serial) => {
        const stem = `91379999MA${String(serial % 10_000_000).padStart(7, "0")}`;
        const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        const taken = [...signs].filter((sign) => parseEntityNumber("cn-uscc", stem + sign));
        expect(taken).toHaveLength(1);
      }),
    );
  });
});

describe("what a number proves of its holder", () => {
  test.each<[EntityScheme, string, ReturnType<typeof legalFormOf>]>([
    ["cn-uscc", "91110000600037341L", null],
    ["cn-uscc", "92440300MA5EQXL17P", "sole-trader"],
    ["cn-uscc", "12100000400000624D", "public-body"],
    ["ee-regcode", "10421629", null],
    ["ee-regcode", "80000015", "association"],
    ["gb-crn", "00445790", "company"],
    ["gb-crn", "OC301540", "partnership"],
    ["gb-vat", "980780684", null],
    ["no-orgnr", "988077917", null],
    ["mx-rfc", "MAB9307148T4", null],
    ["eu-vat", "SE556703748501", null],
    ["eu-vat", "DE136695976", null],
  ])("%s %s", (scheme, number, form) => {
    expect(legalFormOf(scheme, number)).toBe(form);
  });

  test("a number that holds a person's is refused as personal, not as wrong", () => {
    expect(checkEntityNumber("mx-rfc", "GODE561231GR8")).toEqual({ ok: false, reason: "personal" });
    expect(checkEntityNumber("eu-vat", "ES54362315K")).toEqual({ ok: false, reason: "personal" });
    expect(checkEntityNumber("eu-vat", "LV16117519997")).toEqual({ ok: false, reason: "personal" });
    expect(checkEntityNumber("ee-regcode", "36805280109").ok).toBe(false);
    expect(checkEntityNumber("ee-regcode", "10421628")).toEqual({ ok: false, reason: "invalid" });
  });

  test("no scheme takes the number of a natural person", () => {
    fc.assert(
      fc.property(personalNumbers(), ({ number }) => {
        for (const scheme of ENTITY_SCHEMES) {
          expect(checkEntityNumber(scheme, number)).toEqual({ ok: false, reason: "personal" });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("numbers of natural persons", () => {
  test.each([
    ["ee-isikukood", "36805280109"],
    ["ee-isikukood", "368 0528 0109"],
    ["no-fodselsnummer", "151086 95088"],
    ["cn-resident", "360426199101010071"],
    ["mx-curp", "BOXW310820HNERXN09"],
    ["mx-rfc-person", "GODE-561231-GR8"],
    ["fi-hetu", "131052-308T"],
    ["se-personnummer", "880320-0016"],
    ["dk-cpr", "211062-5629"],
    ["es-dni", "54362315-K"],
    ["it-codice-fiscale", "RCCMNL83S18D969H"],
    ["gb-nino", "HH 12 34 56 C"],
    ["lv-personas-kods", "161175-19997"],
    ["be-national", "85.07.30-033 28"],
    ["pl-pesel", "44051401359"],
    ["br-cpf", "390.533.447-05"],
  ])("%s is known, wherever it stands in a text", (kind, number) => {
    expect(findPersonalNumber(number)?.kind).toBe(kind);
    const text = `Of Jaan (${number}), since 2019.`;
    expect(findPersonalNumber(text)).toMatchObject({ kind, at: 9, length: number.length });
    expect(withoutPersonalNumbers(text)).toBe("Of Jaan ([…]), since 2019.");
  });

  test("none is overlooked in any text around it, nor in digits of another script", () => {
    fc.assert(
      fc.property(personalNumbers(), fc.string(), fc.string(), ({ number }, before, after) => {
        expect(isPersonalNumber(`${before} ${number} ${after}`)).toBe(true);
        expect(isPersonalNumber(withoutPersonalNumbers(`${before}：${number}，${after}`))).toBe(
          false,
        );
        const fullWidth = number.replace(/\d/g, (digit) =>
          String.fromCharCode(0xff10 + Number(digit)),
        );
        expect(isPersonalNumber(fullWidth)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "12 High Street",
    "Tel. +372 5555 1234",
    "0141 287 1059",
    "(555) 123-4567",
    "2026-03-12 14:30",
    "TE1 1ST",
    "41827",
    "10421629",
    "988 077 917",
    "91110000600037341L",
    "MAB9307148T4",
    "51 824 753 556",
    "5493000IBP32UQZ0KL24",
    "3f2a9c1e-1111-4c2b-9d3e-000000000000",
    "",
  ])("%j is none", (text) => {
    expect(findPersonalNumber(text)).toBeNull();
  });
});
