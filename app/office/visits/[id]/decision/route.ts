import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { backTo } from "@/app/back-to";
import { readFields } from "@/app/read-form";
import { refusal, unreadable } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { readLocale } from "@/core/locale";
import { officeDatabase } from "@/db/client";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, returnVisit, withdrawVisit } from "@/db/commands/visits/decide-visit";
import { discardDraft } from "@/db/commands/visits/save-draft";

const INTENTS = ["confirm", "return", "withdraw", "correct", "discard"] as const;
type Intent = (typeof INTENTS)[number];

const decision = z.object({
  intent: z.enum(INTENTS),
  reason: z.string().trim().max(1000).default(""),
});

type Decided = { ok: true; id?: string } | { ok: false; reason: string };

const DECIDE: Readonly<
  Record<Intent, (actor: SignedIn, of: { id: string; reason: string }) => Promise<Decided>>
> = {
  confirm: (actor, { id }) => confirmVisit(officeDatabase(), actor, { id }, new Date()),
  return: (actor, of) => returnVisit(officeDatabase(), actor, of, new Date()),
  withdraw: (actor, of) => withdrawVisit(officeDatabase(), actor, of, new Date()),
  correct: (actor, { id: of, reason }) =>
    correctVisit(officeDatabase(), actor, { id: randomUUID(), of, reason }, new Date()),
  discard: (actor, of) => discardDraft(officeDatabase(), actor, of, new Date()),
};

/** What somebody decides about a visit: each its own command, each but the first with a reason. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const fields: Record<string, string> = Object.fromEntries((await readFields(request)) ?? []);
  const locale = readLocale(fields.locale ?? "") ?? "en";
  const visit = `/${locale}/inspect/visits/${id}`;
  const actor = await signedIn();
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(visit)}`);
  const parsed = decision.safeParse(fields);
  if (!parsed.success || !z.uuid().safeParse(id).success) return unreadable(request);
  const { intent, reason } = parsed.data;
  const isReview = intent === "confirm" || intent === "return";
  const from = isReview ? `/${locale}/review/${id}` : visit;
  if (intent !== "confirm" && reason === "") return backTo(from, { refused: "no-reason" });
  const decided = await DECIDE[intent](actor, { id, reason });
  if (!decided.ok) {
    if (decided.reason === "forbidden") return refusal(request);
    return backTo(from, { refused: decided.reason });
  }
  if (decided.id) return seeOther(`/${locale}/inspect/visits/${decided.id}`);
  return backTo(isReview ? `/${locale}/review` : visit, { done: intent });
}
