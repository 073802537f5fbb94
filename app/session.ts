import { headers } from "next/headers";
import { cache } from "react";
import { identity } from "@/app/identity";
import { isDemo } from "@/app/is-demo";
import { officeDatabase } from "@/db/client";
import { findRoles, type HeldRole } from "@/db/queries/find-roles";

/** Somebody with a session, whether or not it is enough for the back-office. */
export interface Session {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  memberships: readonly HeldRole[];
  /** Whether more than a password has been shown for it. */
  secondFactor: boolean;
  /** Whether an official role asks for that and it is still to come. */
  lacksFactor: boolean;
}

/** The session of this request, null without one; roles are read from the database each time. */
export const readSession = cache(async (): Promise<Session | null> => {
  const asked = await headers();
  if (!/placard\./.test(asked.get("cookie") ?? "")) return null;
  const held = await identity().api.getSession({ headers: asked });
  if (!held || (held.user.demo && !isDemo())) return null;
  const memberships = await findRoles(officeDatabase(), held.user.id);
  const isOfficial = memberships.some(({ role }) => role !== "representative");
  const secondFactor = held.session.secondFactor === true;
  return {
    sessionId: held.session.id,
    userId: held.user.id,
    name: held.user.name,
    email: held.user.email,
    memberships,
    secondFactor,
    lacksFactor: isOfficial && !secondFactor && !isDemo(),
  };
});
