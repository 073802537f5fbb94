import { z } from "zod";
import type { SignedIn } from "@/app/actor";
import { answerForm, type FormAnswer } from "@/app/answer-form";
import { type Db, officeDatabase } from "@/db/client";

/** One way to change a list: what its form holds, the command, and the notice of its success. */
interface Change<T> {
  fields: z.ZodType<T>;
  work: (
    db: Db,
    actor: SignedIn,
    input: T,
  ) => Promise<{ ok: true } | { ok: false; reason: string }>;
  done: string;
  /** The page that says so, if it is not the one before. */
  at?: (input: T) => string;
}

/** Answers the forms that add to one of an authority's lists or take away from it. */
export function answerManaged<A, R>(
  request: Request,
  lists: { add: Change<A>; remove: Change<R> },
): Promise<Response> {
  const schema = z.union([changeBy("add", lists.add), changeBy("remove", lists.remove)]);
  return answerForm(request, schema, (change, actor) => change(actor), { keeps: true });
}

function changeBy<T>(word: string, { fields, work, done, at }: Change<T>) {
  return z
    .looseObject({ change: z.literal(word) })
    .pipe(fields as z.ZodType<T, { [name: string]: unknown; change: string }>)
    .transform((input) => async (actor: SignedIn): Promise<FormAnswer> => {
      const answer = await work(officeDatabase(), actor, input);
      return answer.ok ? { done, ...(at && { at: at(input) }) } : answer;
    });
}
