import { z } from "zod";
import type { DraftFlaw } from "@/core/visit-draft";

/** What a page is told of a form sent without scripts. */
type TellableFlaw = Omit<DraftFlaw, "path">;

/** More than this are not told one by one: the form shows what it has. */
const TOLD_MAX = 8;

const flaw = z.object({
  place: z.string().max(80),
  part: z.string().max(20).nullable(),
  fault: z.enum(["number", "long", "day", "time", "other"]),
  max: z.int().min(0).max(10_000).nullable(),
  typed: z.string().max(80).nullable(),
});

/** Flaws as the query of the page that tells them. */
export function flawQuery(flaws: readonly DraftFlaw[]): URLSearchParams {
  const told = flaws.slice(0, TOLD_MAX).map(({ path: _, ...one }) => one);
  return new URLSearchParams(told.map((one) => ["flaw", JSON.stringify(one)]));
}

/** The same read from an address; what is no flaw is as if it were not there. */
export function readFlaws(given: string | string[] | undefined): TellableFlaw[] {
  return [given ?? []].flat().flatMap((text) => {
    try {
      const read = flaw.safeParse(JSON.parse(text));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}
