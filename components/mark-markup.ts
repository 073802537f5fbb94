import { MARK_SIDE, markShapes } from "@/core/mark-shapes";
import type { Standing } from "@/core/standing";

/** The mark as SVG text, for places that take markup instead of React, such as the map. */
export function markMarkup(standing: Standing, options: { size: number; stale?: boolean }): string {
  const shapes = markShapes(standing, options).map(({ tag, attributes }) => {
    const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
    return `<${tag} ${text.join(" ")}/>`;
  });
  const { size } = options;
  return `<svg class="mark" width="${size}" height="${size}" viewBox="0 0 ${MARK_SIDE} ${MARK_SIDE}" aria-hidden="true">${shapes.join("")}</svg>`;
}
