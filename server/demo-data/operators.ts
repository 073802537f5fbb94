import { grouped } from "@/core/grouped";
import type { DemoSnapshot } from "@/server/demo-data/snapshots";

/** A company that runs places of an invented town. */
export interface DemoOperator {
  number: string;
  name: string;
  /** How many places it runs. */
  places: number;
}

/** Who runs the places that the snapshots of a town tell of, by number. */
export function operatorsOf(
  snapshots: readonly DemoSnapshot[],
  registerScheme: string,
): DemoOperator[] {
  // By source and key: each snapshot tells of every place anew.
  const places = new Map<string, { number: string; name: string }>();
  for (const snapshot of snapshots) {
    let source = "";
    for (const row of snapshot.rows()) {
      if (row.kind === "snapshot") source = row.source.key;
      if (row.kind !== "site" || row.operator?.scheme !== registerScheme) continue;
      places.set(`${source} ${row.key}`, { number: row.operator.number, name: row.name });
    }
  }
  return [...grouped([...places.values()], ({ number }) => number)]
    .map(([number, all]) => ({
      number,
      name: commonName(all.map(({ name }) => name)),
      places: all.length,
    }))
    .sort((a, b) => Number(a.number) - Number(b.number));
}

/** The words that all names begin with, else the first name. */
function commonName([first = "", ...others]: readonly string[]): string {
  const words = first.split(" ");
  const differs = words.findIndex((word, at) =>
    others.some((other) => other.split(" ")[at] !== word),
  );
  const common = differs < 0 ? first : words.slice(0, differs).join(" ");
  return common.replace(/,$/, "") || first;
}
