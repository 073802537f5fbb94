import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Mark } from "@/components/mark";
import { markMarkup } from "@/components/mark-markup";
import { STANDINGS, type Standing } from "@/core/standing";

const draw = (standing: Standing, size = 72, stale = false) =>
  renderToStaticMarkup(<Mark standing={standing} size={size} stale={stale} />);
const withoutColour = (svg: string) => svg.replace(/ class="[^"]*"/g, "");

test.each([16, 24, 72])("every standing is told apart by shape alone at %i px", (size) => {
  const shapes = new Set(STANDINGS.map((standing) => withoutColour(draw(standing, size))));
  expect(shapes.size).toBe(STANDINGS.length);
});

test("eyes go below 24 px and the mouth stays", () => {
  expect(draw("green", 24).match(/<circle/g)).toHaveLength(3);
  expect(draw("green", 23).match(/<circle/g)).toHaveLength(1);
  expect(draw("green", 23)).toContain("<path");
});

test("an old rating keeps its colour and face and gains a clock", () => {
  const stale = draw("yellow", 28, true);
  expect(stale).toContain("mark-clock");
  expect(stale.startsWith(draw("yellow", 28).replace("</svg>", ""))).toBe(true);
});

test("a mark with a title is an image of that name, without one it is decoration", () => {
  expect(renderToStaticMarkup(<Mark standing="red" size={28} title="Closed" />)).toMatch(
    /role="img" aria-label="Closed"/,
  );
  expect(draw("red")).toContain('aria-hidden="true"');
});

test("the map's markup is the same drawing", () => {
  const tidy = (svg: string) => svg.replace(/><\/(?:circle|path|rect)>/g, "/>");
  for (const standing of STANDINGS) {
    expect(markMarkup(standing, { size: 26 })).toBe(tidy(draw(standing, 26)));
  }
});

test("no mark carries an inline style, which the content policy forbids", () => {
  for (const standing of STANDINGS) expect(draw(standing)).not.toContain("style=");
});
