import { refuse } from "@/app/refuse";
import type { ManagedAuthority } from "@/core/administration";
import type { Action, Actor } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { findManaged } from "@/db/queries/find-managed";

/**
 * The authority of a page, where somebody may do one of these at it; else the answer is 403, the
 * same whether there is one of that name. Both leave a trace.
 */
export async function managedOrRefused(
  actor: Actor,
  actions: readonly [Action, ...Action[]],
  slug: string,
): Promise<ManagedAuthority> {
  const db = officeDatabase();
  const subject = `authority:${slug}`;
  for (const action of actions) {
    const found = await findManaged(db, actor, action, slug);
    if (found && (await authorise(db, actor, action, found.id, subject))) return found;
  }
  await authorise(db, actor, actions[0], null, subject);
  refuse();
}
