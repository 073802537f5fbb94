import { z } from "zod";
import { cleanNote } from "@/core/note";
import { cleanText } from "@/core/tokens";

/** The number of an authority, or of something of its. */
export const idField = z.coerce.number().int().positive().safe();

/** A line of an official's that may be left empty; null then. */
export function noteField(max: number) {
  return z
    .string()
    .max(max * 4)
    .default("")
    .transform((text) => cleanNote(text, max));
}

/** A line that has to say something. */
export function lineField(max: number) {
  return noteField(max).pipe(z.string());
}

/** Who is to have a role: their address, and a name in case they are new here. */
export const personFields = {
  email: z.string().trim().toLowerCase().max(300).pipe(z.email()),
  name: z
    .string()
    .max(800)
    .transform((text) => cleanText(text, 200)),
};
