import { describe, expect, inject, test } from "vitest";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";

interface Fitting {
  names: readonly string[];
  widths: readonly (readonly [width: number, colorScheme: "light" | "dark"])[];
}

/**
 * Tests in each language that the public pages named are sound, and that of `fitting` nothing is
 * cut off. Their addresses, without the language, may be known only once the tests run.
 */
export function examinePages(
  names: readonly string[],
  addresses: ReadonlyMap<string, string>,
  fitting: Fitting,
): void {
  const addressOf = (locale: string, name: string) => {
    const address = addresses.get(name);
    if (address === undefined) throw new Error(`${name} has no address.`);
    return `/${locale}${address}`;
  };

  describe.each(["en", "zh", "ar"])("in %s", (locale) => {
    test.each(names)("%s: valid HTML and nothing for axe to find", async (name) => {
      const address = addressOf(locale, name);
      const html = await (await fetch(`${inject("siteUrl")}${address}`)).text();
      expect(await findMarkupFaults(html, address)).toEqual([]);

      const page = await visit(address, { reducedMotion: "reduce" });
      expect(await findBarriers(page)).toEqual([]);
      expect(page.faults).toEqual([]);
      await page.context().close();
    });

    test.each(fitting.widths)("nothing is cut off at %i px, %s", async (width, colorScheme) => {
      for (const name of fitting.names) {
        const page = await visit(addressOf(locale, name), {
          viewport: { width, height: 800 },
          colorScheme,
        });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([name, wide]).toEqual([name, width]);
        await page.context().close();
      }
    });
  });
}
