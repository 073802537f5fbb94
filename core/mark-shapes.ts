import { type Colour, isColour, type Standing, type UnratedState } from "@/core/standing";

/** One SVG element of a mark; attributes are named as in SVG, colours come by class. */
export interface MarkShape {
  tag: "circle" | "path" | "rect";
  attributes: Readonly<Record<string, string | number>>;
}

/** The side of the square all shapes are drawn in. */
export const MARK_SIDE = 48;

/** Below this size the eyes go, and lines are drawn heavier to stay visible. */
const SMALL_BELOW = 24;

/**
 * What a mark consists of: a shape and a face for a colour, a dashed circle and a sign for every
 * unrated state, and a clock in the corner where the rating is old.
 */
export function markShapes(
  standing: Standing,
  options: { size: number; stale?: boolean },
): MarkShape[] {
  const small = options.size < SMALL_BELOW;
  const body = isColour(standing) ? faceShapes(standing, small) : signShapes(standing, small);
  return options.stale ? [...body, ...clockShapes(small)] : body;
}

const OUTLINES: Readonly<Record<Colour, MarkShape>> = {
  green: { tag: "circle", attributes: { class: "mark-green", cx: 24, cy: 24, r: 22 } },
  yellow: {
    tag: "rect",
    attributes: { class: "mark-yellow", x: 4, y: 4, width: 40, height: 40, rx: 9 },
  },
  red: {
    tag: "path",
    attributes: { class: "mark-red", d: "M15 2.5H33L45.5 15V33L33 45.5H15L2.5 33V15Z" },
  },
};

/** Mouths with eyes above them, and alone where there is no room for eyes. */
const MOUTHS: Readonly<Record<Colour, { full: string; small: string }>> = {
  green: { full: "M14 28Q24 39 34 28", small: "M12 21Q24 39 36 21" },
  yellow: { full: "M15 32H33", small: "M13 24H35" },
  red: { full: "M14.5 35Q24 25 33.5 35", small: "M12.5 31Q24 15 35.5 31" },
};

function faceShapes(colour: Colour, small: boolean): MarkShape[] {
  const tone = colour === "yellow" ? "dark" : "light";
  const outline = OUTLINES[colour];
  const edge = colour === "yellow" ? { "stroke-width": small ? 3 : 1.5 } : {};
  const mouth = line(
    `mark-line-${tone}`,
    MOUTHS[colour][small ? "small" : "full"],
    small ? 6 : 3.5,
  );
  const eyes = small ? [] : [16.5, 31.5].map((cx) => dot(`mark-dot-${tone}`, cx, 18.5, 3));
  return [{ ...outline, attributes: { ...outline.attributes, ...edge } }, ...eyes, mouth];
}

/** A sign for each reason why there is no colour. */
const SIGNS: Readonly<Record<UnratedState, string>> = {
  never: "M15 24H33",
  pending: "M24 13V24L31 29",
  exempt: "M15 33L33 15",
  appeal: "M17 21H28Q33 21 33 26.5T28 32H19M22 16L17 21L22 26",
  ceased: "M13 23H35V34H13ZM17 23L24 13L31 23",
  suspended: "M19 16V32M29 16V32",
  unpublished: "M24 24H24.01M15 24H15.01M33 24H33.01",
  disputed: "M18.5 19Q19 13.5 24 13.5T29.5 18.5Q29.5 22 24 26.5M24 33.5H24.01",
};

function signShapes(state: UnratedState, small: boolean): MarkShape[] {
  const outline: MarkShape = {
    tag: "circle",
    attributes: {
      class: "mark-unrated",
      cx: 24,
      cy: 24,
      r: 21,
      "stroke-width": small ? 4 : 2.5,
      // Twelve dashes close the circle without a seam.
      "stroke-dasharray": "6.6 4.396",
    },
  };
  return [outline, line("mark-sign", SIGNS[state], weightOf(state, small))];
}

function weightOf(state: UnratedState, small: boolean): number {
  if (state === "unpublished") return small ? 6 : 5;
  return small ? 4.5 : 3.2;
}

function clockShapes(small: boolean): MarkShape[] {
  const face: MarkShape = {
    tag: "circle",
    attributes: {
      class: "mark-clock",
      cx: 38,
      cy: 38,
      r: small ? 11 : 9,
      "stroke-width": small ? 3.5 : 2.5,
    },
  };
  return [
    face,
    line("mark-sign", small ? "M38 32V38L42 40" : "M38 33V38.5L41.5 40.5", small ? 3 : 2.2),
  ];
}

function line(className: string, d: string, width: number): MarkShape {
  return {
    tag: "path",
    attributes: {
      class: className,
      d,
      fill: "none",
      "stroke-width": width,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    },
  };
}

function dot(className: string, cx: number, cy: number, r: number): MarkShape {
  return { tag: "circle", attributes: { class: className, cx, cy, r } };
}
