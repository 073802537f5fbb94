import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { cleanText } from "@/core/tokens";
import { officeDatabase } from "@/db/client";
import { addArea, removeArea } from "@/db/commands/save-area";

const authorityId = z.coerce.number().int().positive().safe();
const LINES_MAX = 500;
const lines = (max: number) =>
  z
    .string()
    .max(50_000)
    .transform((text) =>
      text
        .split(/[\r\n,;،、]+/)
        .flatMap((line) => cleanText(line, max) ?? [])
        .slice(0, LINES_MAX),
    );

const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("add"),
    authorityId,
    name: z
      .string()
      .max(400)
      .transform((text) => cleanText(text, 100))
      .pipe(z.string()),
    localities: lines(100),
    postcodes: lines(20),
  }),
  z.object({
    change: z.literal("remove"),
    authorityId,
    id: z.coerce.number().int().positive().safe(),
  }),
]);

/** Adds an area of an authority or removes one. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const isNew = form.change === "add";
    const done = isNew
      ? await addArea(officeDatabase(), actor, form)
      : await removeArea(officeDatabase(), actor, form);
    return done.ok ? { done: isNew ? "area" : "areaRemoved" } : done;
  });
}
