import { MARK_PAINT } from "@/core/mark-paint";
import { MARK_SIDE, markShapes } from "@/core/mark-shapes";
import type { Standing } from "@/core/standing";

/** The mark with its colours in it, for pictures that no style sheet reaches. */
export function markSvg(
  standing: Standing,
  { x, y, size, stale }: { x: number; y: number; size: number; stale: boolean },
): string {
  const shapes = markShapes(standing, { size, stale }).map(({ tag, attributes }) => {
    const text = Object.entries(attributes).map(([name, value]) =>
      name === "class" ? paintOf(value) : `${name}="${value}"`,
    );
    return `<${tag} ${text.join(" ")}/>`;
  });
  const scale = size / MARK_SIDE;
  return `<g transform="translate(${x} ${y}) scale(${scale})">${shapes.join("")}</g>`;
}

function paintOf(name: string | number): string {
  const paint = Object.entries(MARK_PAINT[name] ?? {});
  return paint.map(([what, colour]) => `${what}="${colour}"`).join(" ");
}
