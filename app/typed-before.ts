import type { TypedInForm } from "@/core/administration";
import type { Actor } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findTyped } from "@/db/commands/keep-typed";

/** What somebody typed into the form whose refusal a page tells. */
export async function typedBefore(
  actor: Actor,
  { refused }: Record<string, string | string[] | undefined>,
): Promise<TypedInForm> {
  const kept = refused === undefined ? null : await findTyped(officeDatabase(), actor.userId);
  return (action) => (kept?.action === action ? kept.fields : {});
}
