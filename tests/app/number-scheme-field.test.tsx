import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { NumberSchemeField } from "@/components/number-scheme-field";
import { ENTITY_SCHEMES } from "@/core/entity-number";
import en from "@/messages/en.json";

const NONE = { none: "No number" };

test.each([
  [["EE"], {}, ["ee-regcode", "eu-vat"], "ee-regcode"],
  [["CA"], {}, ["ca-bn"], "ca-bn"],
  [["CA", "CA"], {}, ["ca-bn"], "ca-bn"],
  [["CA"], { value: "lei" }, ["ca-bn"], "lei"],
  [["CA"], NONE, ["", "ca-bn"], ""],
  [["CA", "EE"], {}, ["", "ca-bn", "ee-regcode"], ""],
  [[], {}, ["", "au-abn"], ""],
])(
  "the registers of %j begin the list (%j), and nobody else's is chosen",
  (countries, given, first, chosen) => {
    const html = renderToStaticMarkup(
      <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
        <NumberSchemeField id="scheme" label="Register" countries={countries} {...given} />
      </NextIntlClientProvider>,
    );
    const values = [...html.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value);
    expect(values.slice(0, first.length)).toEqual(first);
    expect(values.filter(Boolean).toSorted()).toEqual(ENTITY_SCHEMES.toSorted());
    const selected = /<option value="([^"]*)" selected/.exec(html)?.[1];
    expect(selected ?? values[0]).toBe(chosen);
    expect(html.includes("required")).toBe(!("none" in given));
  },
);
