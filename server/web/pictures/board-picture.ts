import { directionOf, type Locale } from "@/core/locale";
import { INK, INK_SOFT } from "@/core/mark-paint";
import type { Standing } from "@/core/standing";
import { fitted, MARGIN, newCanvas, WIDTH } from "@/server/web/pictures/canvas";
import { markSvg } from "@/server/web/pictures/mark-svg";
import { penFor } from "@/server/web/pictures/text";
import { wordsIn } from "@/services/words";

const SHOWN = ["green", "yellow", "red", "unrated"] as const;
const MARK = 140;

/** The picture of the board itself: what it is, and the marks with their names. */
export async function drawBoard(locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const t = wordsIn(locale);
  const direction = directionOf(locale);
  const name = t("layout.name");
  const about = t("layout.about");
  const names = SHOWN.map((one) => t(`colour.${one}`));
  const pen = await penFor([name, about, ...names]);
  const canvas = newCanvas(direction);
  const width = WIDTH - 2 * MARGIN;
  const title = pen.line(name, { size: 96, bold: true, direction: "auto" });
  canvas.text([title], { x: MARGIN, y: 164, leading: 0, fill: INK });
  const said = fitted(pen, about, [40, 34], { direction }, { width, lines: 3 });
  canvas.text(said.lines, { x: MARGIN, y: 240, leading: said.size * 1.35, fill: INK_SOFT });
  const each = width / SHOWN.length;
  SHOWN.forEach((one, i) => {
    const standing: Standing = one === "unrated" ? "never" : one;
    const x = MARGIN + i * each;
    canvas.add(x, MARK, (left) => markSvg(standing, { x: left, y: 366, size: MARK, stale: false }));
    const word = pen.line(names[i] ?? "", { size: 32, direction });
    canvas.text([word], { x: x + (MARK - word.width) / 2, y: 556, leading: 0, fill: INK });
  });
  return canvas.png();
}
