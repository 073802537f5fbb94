import { createElement } from "react";
import { MARK_SIDE, markShapes } from "@/core/mark-shapes";
import type { Standing } from "@/core/standing";

/** The mark of a standing. Without a title it is decoration beside its word. */
export function Mark({
  standing,
  size,
  stale = false,
  title,
  at,
}: {
  standing: Standing;
  /** Pixels, 16 to 400. */
  size: number;
  stale?: boolean;
  title?: string;
  /** Its upper left corner, where it is part of a larger drawing. */
  at?: { x: number | string; y: number | string };
}) {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox={`0 0 ${MARK_SIDE} ${MARK_SIDE}`}
      role={title ? "img" : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
      {...at}
    >
      {markShapes(standing, { size, stale }).map(({ tag, attributes }) =>
        createElement(tag, { key: JSON.stringify(attributes), ...asProps(attributes) }),
      )}
    </svg>
  );
}

/** React's names for the SVG attributes that marks use. */
function asProps(attributes: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name === "class" ? "className" : name.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase()),
      value,
    ]),
  );
}
