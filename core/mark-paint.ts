/** The light theme's colours, for what is drawn outside pages and knows no oklch. */
export const INK = "#181b20";
export const INK_SOFT = "#51555d";
export const PAPER = "#fcfcf9";
export const HAIRLINE = "#d9d7d3";

/** How the parts of a mark are painted, by their class. */
export const MARK_PAINT: Readonly<Record<string, { fill?: string; stroke?: string }>> = {
  "mark-green": { fill: "#14874e" },
  "mark-yellow": { fill: "#f7cd3a", stroke: "#926e10" },
  "mark-red": { fill: "#901114" },
  "mark-unrated": { fill: PAPER, stroke: INK_SOFT },
  "mark-line-dark": { stroke: "#22190a" },
  "mark-line-light": { stroke: "#ffffff" },
  "mark-dot-dark": { fill: "#22190a" },
  "mark-dot-light": { fill: "#ffffff" },
  "mark-sign": { stroke: INK_SOFT },
  "mark-clock": { fill: PAPER, stroke: INK_SOFT },
};
