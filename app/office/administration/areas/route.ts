import { z } from "zod";
import { answerManaged } from "@/app/answer-managed";
import { idField, lineField } from "@/app/form-fields";
import { cleanText } from "@/core/tokens";
import { addArea, removeArea } from "@/db/commands/save-area";

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

const area = z.object({
  authorityId: idField,
  name: lineField(100),
  localities: lines(100),
  postcodes: lines(20),
});

/** Adds an area of an authority or removes one. */
export function POST(request: Request): Promise<Response> {
  return answerManaged(request, {
    add: { fields: area, work: addArea, done: "area" },
    remove: {
      fields: z.object({ authorityId: idField, id: idField }),
      work: removeArea,
      done: "areaRemoved",
    },
  });
}
