import sharp from "sharp";
import { expect, test } from "vitest";
import { COLOURS, STANDINGS } from "@/core/standing";
import { visit } from "@/tests/e2e/browser";

const VISIONS = ["none", "achromatopsia", "protanopia", "deuteranopia", "tritanopia"] as const;
const SIDE = 48;

/** Mean difference of lightness, 0 to 255: a quarter of a mark in black against white is 64. */
function difference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}

/** Colours have to be told at a glance; grey states carry signs inside one form. */
const APART = { colours: 14, states: 4 };

test.each(["light", "dark"] as const)(
  "marks stay apart by lightness and shape alone, whatever colours an eye sees, %s",
  async (colorScheme) => {
    const page = await visit("/en/data", { colorScheme, viewport: { width: 1000, height: 900 } });
    const client = await page.context().newCDPSession(page);
    const marks = page.locator("#marks svg.mark, section[aria-labelledby=marks-title] svg");
    // The legend shows green, yellow, red, an old green, then every unrated state.
    const shown = [
      "green",
      "yellow",
      "red",
      "old",
      ...STANDINGS.filter((one) => !(COLOURS as readonly string[]).includes(one)),
    ];
    expect(await marks.count()).toBe(shown.length);
    for (const type of VISIONS) {
      await client.send("Emulation.setEmulatedVisionDeficiency", { type });
      const drawn = new Map<string, Buffer>();
      for (const [at, name] of shown.entries()) {
        const picture = await marks.nth(at).screenshot();
        drawn.set(
          name,
          await sharp(picture).resize(SIDE, SIDE, { fit: "fill" }).greyscale().raw().toBuffer(),
        );
      }
      for (const [at, a] of shown.entries()) {
        for (const b of shown.slice(at + 1)) {
          const isColour = [a, b].every((one) => (COLOURS as readonly string[]).includes(one));
          const apart = difference(drawn.get(a) as Buffer, drawn.get(b) as Buffer);
          expect(apart, `${a} and ${b}, ${type}`).toBeGreaterThan(
            isColour ? APART.colours : APART.states,
          );
        }
      }
    }
    await page.context().close();
  },
);
