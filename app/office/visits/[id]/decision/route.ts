import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { backTo } from "@/app/back-to";
import { readFields } from "@/app/read-form";
import { refusal, unreadable } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { readLocale } from "@/core/locale";
import { needsReason, VISIT_DECISIONS, type VisitDecision } from "@/core/visit-decision";
import { officeDatabase } from "@/db/client";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, returnVisit, withdrawVisit } from "@/db/commands/visits/decide-visit";
import { discardDraft } from "@/db/commands/visits/save-draft";
import {
  askWithdrawal,
  confirmWithdrawal,
  refuseWithdrawal,
  takeBackWithdrawal,
} from "@/db/commands/visits/withdraw-result";

/** Decided on the reviewer's desk. */
const OF_DESK: readonly VisitDecision[] = [
  "confirm",
  "return",
  "confirm-withdrawal",
  "refuse-withdrawal",
];
const decision = z.object({
  intent: z.enum(VISIT_DECISIONS),
  reason: z.string().trim().max(1000).default(""),
});

type Decided = { ok: true; id?: string } | { ok: false; reason: string };

const DECIDE: Readonly<
  Record<VisitDecision, (actor: SignedIn, of: { id: string; reason: string }) => Promise<Decided>>
> = {
  confirm: (actor, { id }) => confirmVisit(officeDatabase(), actor, { id }, new Date()),
  return: (actor, of) => returnVisit(officeDatabase(), actor, of, new Date()),
  withdraw: (actor, of) => withdrawVisit(officeDatabase(), actor, of, new Date()),
  correct: (actor, { id: of, reason }) =>
    correctVisit(officeDatabase(), actor, { id: randomUUID(), of, reason }, new Date()),
  discard: (actor, of) => discardDraft(officeDatabase(), actor, of, new Date()),
  "ask-withdrawal": (actor, of) => askWithdrawal(officeDatabase(), actor, of, new Date()),
  "confirm-withdrawal": (actor, { id }) =>
    confirmWithdrawal(officeDatabase(), actor, { id }, new Date()),
  "refuse-withdrawal": (actor, of) => refuseWithdrawal(officeDatabase(), actor, of, new Date()),
  "recall-withdrawal": (actor, { id }) =>
    takeBackWithdrawal(officeDatabase(), actor, { id }, new Date()),
};

/** What somebody decides about a visit: each its own command, and what is not agreement with a reason. */
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
  const isReview = OF_DESK.includes(intent);
  const from = isReview ? `/${locale}/review/${id}` : visit;
  if (needsReason(intent) && reason === "") return backTo(from, { refused: "no-reason" });
  const decided = await DECIDE[intent](actor, { id, reason });
  if (!decided.ok) {
    if (decided.reason === "forbidden") return refusal(request);
    return backTo(from, { refused: decided.reason });
  }
  if (decided.id) return seeOther(`/${locale}/inspect/visits/${decided.id}`);
  return backTo(isReview ? `/${locale}/review` : visit, { done: intent });
}
