import { isColour, type Standing } from "@/core/standing";

/** The class that fills a part of a chart as the mark of a standing is. */
export function barFill(standing: Standing): string {
  return isColour(standing) ? FILLS[standing] : "bar-unrated";
}

const FILLS = { green: "bar-green", yellow: "bar-yellow", red: "bar-red" };
