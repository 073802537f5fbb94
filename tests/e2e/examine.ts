import axe from "axe-core";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import type { Page } from "playwright-core";

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    rules: {
      // React writes void elements and boolean attributes its own way.
      "void-style": "off",
      "attribute-boolean-style": "off",
      "attribute-empty-style": "off",
      "doctype-style": "off",
      "no-trailing-whitespace": "off",
      "attr-case": "off",
      "valid-id": ["error", { relaxed: true }],
      // Boxes of one filter share a name.
      "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
      // A list of suggestions is no <select>.
      "prefer-native-element": ["error", { exclude: ["listbox"] }],
      // Long names are the businesses' own.
      "long-title": "off",
    },
  }),
);

/** What is wrong with a page's HTML, as a line each. */
export async function findMarkupFaults(html: string, path: string): Promise<string[]> {
  const report = await validator.validateString(html, path);
  const found = report.results.flatMap((result) => result.messages);
  return found.map((m) => `${m.ruleId} ${m.line}:${m.column} ${m.message}`);
}

/** What keeps somebody from using the page that is shown, as axe finds it. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (o: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await axe.run({ resultTypes: ["violations"] });
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
  });
}
