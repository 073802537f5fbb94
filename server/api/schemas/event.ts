import { z } from "@hono/zod-openapi";
import { EVENT_KINDS } from "@/core/publication";
import { Moment, provenance, SiteId } from "@/server/api/schemas/common";

export const EventList = z
  .object({
    items: z.array(
      z
        .object({
          position: z.int().openapi({ example: 1204 }),
          kind: z.enum(EVENT_KINDS).openapi({
            description:
              "What happened to the site: it came, was rated, was described anew, its record changed " +
              "behind the current rating, its rating passed the scheme's interval, it ended, came " +
              "back, or was merged into another.",
          }),
          site: SiteId,
          hash: z.string().openapi({ description: "Salted hash of what was published." }),
          at: Moment,
        })
        .openapi("Event", { description: "One entry of the publication log." }),
    ),
    next: z.int().openapi({ description: "The `after` to go on with.", example: 1204 }),
    position: z.int().openapi({ description: "Of the last entry there is.", example: 1204 }),
    ...provenance,
  })
  .openapi("EventList");
