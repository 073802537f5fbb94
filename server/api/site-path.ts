import { z } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import { formatPublicId, parsePublicId } from "@/core/public-id";
import { pathSchema } from "@/server/api/parameters";
import { problem } from "@/server/api/problem";

/** The part of a path that names a site, read as its ten characters. */
export const sitePath = pathSchema({
  id: {
    parse: z.string().transform(parsePublicId).pipe(z.string()),
    want: "the public id of a site, such as 7K3M-9QX2-V2, whose last character is a check",
    about: "Dashes and capitals make no difference.",
    example: "7K3M-9QX2-V2",
  },
});

/** The documented answer for a site that was merged into another; that may be undone. */
export const MOVED = {
  307: {
    description: "The site was merged into another, which `Location` names.",
    headers: z.object({ location: z.string() }),
  },
} as const;

/** The answer for an id that was never given, or whose site was merged into another. */
export function elsewhere(id: string, found: { mergedInto: string } | null, tail = "") {
  if (!found) return problem("not-found", `No site has the id ${formatPublicId(id)}.`);
  const location = `/api/v1/sites/${formatPublicId(found.mergedInto)}${tail}`;
  const answer = new Response(null, { status: 307, headers: { location } });
  return answer as Response & TypedResponse<Record<string, never>, 307, string>;
}
