import { cookies } from "next/headers";
import { TYPED_KEY } from "@/app/typed-key";
import type { TypedInForm } from "@/core/administration";
import type { Actor } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findTyped } from "@/db/commands/keep-typed";

/** What somebody typed into the form whose refusal, or preview, a page tells. */
export async function typedBefore(
  actor: Actor,
  { refused, preview }: Record<string, string | string[] | undefined>,
): Promise<TypedInForm> {
  const isTold = refused !== undefined || preview !== undefined;
  const key = isTold ? (await cookies()).get(TYPED_KEY)?.value : undefined;
  const kept = key ? await findTyped(officeDatabase(), actor.userId, key) : null;
  return (action) => (kept?.action === action ? kept.fields : {});
}
