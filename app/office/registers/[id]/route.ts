import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { cleanLines } from "@/core/tokens";
import { officeDatabase } from "@/db/client";
import { disputeEntry, resumeEntry } from "@/db/commands/registers/dispute-entry";
import { repairEntry } from "@/db/commands/registers/repair-entry";

const MOVES = { disputed: disputeEntry, active: resumeEntry, repaired: repairEntry } as const;

const schema = z.object({
  to: z.enum(["disputed", "active", "repaired"]),
  reason: z.string().max(4000).default("").transform(cleanLines),
});

/** Takes an entry to its next state, with a reason. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return answerForm(request, schema, async ({ to, reason }, actor, locale) => {
    if (!z.uuid().safeParse(id).success) return { ok: false, reason: "forbidden" };
    const moved = await MOVES[to](officeDatabase(), actor, { id, reason });
    if (moved.ok) return { done: `entry.${to}`, at: `/${locale}/registers/${id}` };
    return moved.reason === "forbidden" ? moved : { refused: `entry.${moved.reason}` };
  });
}
