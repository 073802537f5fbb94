import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { refuse } from "@/app/refuse";
import { readSession } from "@/app/session";
import type { Locale } from "@/core/locale";
import { readNext } from "@/core/office-path";
import { type Action, type Actor, mayAnywhere } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { authorise } from "@/db/commands/authorise";

/** Whoever is signed in with all that their roles ask for. */
export interface SignedIn extends Actor {
  name: string;
  email: string;
}

/**
 * Whoever is signed in, null for nobody: also where a second factor is still to come. For route
 * handlers; pages call `requireSignedIn`.
 */
export async function signedIn(): Promise<SignedIn | null> {
  const session = await readSession();
  return session && !session.lacksFactor ? session : null;
}

/**
 * Whoever is signed in, at the top of every page of the back-office and of each of its actions.
 * Nobody is sent to sign in and comes back; who has no second factor yet is led to it. Where an
 * action is named that none of their roles may do anywhere, the answer is 403 and that is logged;
 * whether they may do it at one authority is decided by the command or query (`authorise`).
 */
export async function requireSignedIn(locale: Locale, action?: Action): Promise<SignedIn> {
  const session = await readSession();
  if (!session || session.lacksFactor) {
    const next = readNext((await headers()).get("placard-target"));
    const query = next ? `?next=${encodeURIComponent(next)}` : "";
    redirect(`/${locale}/${session ? "sign-in/second-factor" : "sign-in"}${query}`);
  }
  if (action && !mayAnywhere(session, action)) {
    await authorise(officeDatabase(), session, action, null, `page:${action}`);
    refuse();
  }
  return session;
}
