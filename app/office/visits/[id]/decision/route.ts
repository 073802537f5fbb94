import { randomUUID } from "node:crypto";
import { z } from "zod";
import { signedIn } from "@/app/actor";
import { readFields } from "@/app/read-form";
import { refusal, unreadable } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { readLocale } from "@/core/locale";
import { officeDatabase } from "@/db/client";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, returnVisit, withdrawVisit } from "@/db/commands/visits/decide-visit";
import { discardDraft } from "@/db/commands/visits/save-draft";

const decision = z.object({
  intent: z.enum(["confirm", "return", "withdraw", "correct", "discard"]),
  reason: z.string().trim().max(1000).default(""),
});

/** What somebody decides about a visit: each its own command, each but the first with a reason. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const fields: Record<string, string> = Object.fromEntries((await readFields(request)) ?? []);
  const locale = readLocale(fields.locale ?? "") ?? "en";
  const visit = `/${locale}/inspect/visits/${id}`;
  const desk = `/${locale}/review/${id}`;
  const actor = await signedIn();
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(visit)}`);
  const parsed = decision.safeParse(fields);
  if (!parsed.success || !z.uuid().safeParse(id).success) return unreadable(request);
  const { intent, reason } = parsed.data;
  const from = intent === "confirm" || intent === "return" ? desk : visit;
  if (intent !== "confirm" && reason === "") return seeOther(`${from}?refused=no-reason`);
  const db = officeDatabase();
  const now = new Date();
  const result =
    intent === "confirm"
      ? await confirmVisit(db, actor, { id }, now)
      : intent === "return"
        ? await returnVisit(db, actor, { id, reason }, now)
        : intent === "withdraw"
          ? await withdrawVisit(db, actor, { id, reason }, now)
          : intent === "discard"
            ? await discardDraft(db, actor, { id, reason }, now)
            : await correctVisit(db, actor, { id: randomUUID(), of: id, reason }, now);
  if (!result.ok) {
    if (result.reason === "forbidden") return refusal(request);
    return seeOther(`${from}?refused=${result.reason}`);
  }
  if (intent === "correct" && "id" in result) {
    return seeOther(`/${locale}/inspect/visits/${result.id}`);
  }
  return seeOther(from === desk ? `/${locale}/review?said=${intent}` : `${visit}?said=${intent}`);
}
