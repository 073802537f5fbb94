import { chicago } from "@/importers/chicago";
import { dinesafe } from "@/importers/dinesafe";
import { fhrs } from "@/importers/fhrs";
import type { Format } from "@/importers/format";
import { lives } from "@/importers/lives";
import { nyc } from "@/importers/nyc";
import { smilefjes } from "@/importers/smilefjes";

/** The formats that can be imported, by id. */
export const FORMATS: Readonly<Record<string, Format>> = {
  fhrs,
  smilefjes,
  dinesafe,
  lives,
  chicago,
  nyc,
};
