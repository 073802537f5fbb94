import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { z } from "zod";
import { PASSWORD_LENGTH_MIN, passwordFault } from "@/core/password-rule";
import { PLATFORM_ROLES, ROLES, type Role } from "@/core/permissions";
import type { Db } from "@/db/client";
import { addUser } from "@/db/commands/add-user";
import { endMembership } from "@/db/commands/end-membership";
import { findUserId } from "@/db/queries/find-identity";
import { findRoles } from "@/db/queries/find-roles";
import type { CommandParts } from "@/server/command-parts";
import { findAuthorityId } from "@/server/find-authority-id";
import { baseUrl } from "@/services/base-url";
import { hashPassword } from "@/services/password";

interface AddFlags {
  email: string;
  name: string;
  role: Role;
  authority?: string;
  passwordStdin: boolean;
}

/** `placard user add|roles|end`: who may sign in, from the operator's own terminal. */
export function addUserCommands(
  program: Command,
  { withDatabase, say, refuse }: CommandParts,
): void {
  const user = program.command("user").description("who may sign in, and as what");

  user
    .command("add")
    .requiredOption("--email <address>", "what they sign in with")
    .requiredOption("--name <name>", "as colleagues see it")
    .addOption(
      new Option("--role <role>", "what they may do").choices([...ROLES]).makeOptionMandatory(),
    )
    .option("--authority <slug>", "where; left out only for the whole platform")
    .option("--password-stdin", "read the password from standard input", false)
    .description("add somebody, or a role to somebody; prints a link to choose a password by")
    .action((flags: AddFlags) =>
      withDatabase(async (db) => {
        const result = await add(db, flags);
        if (result.ok) say(result.text);
        else refuse(result.reason);
      }),
    );

  user
    .command("roles")
    .argument("<email>")
    .description("list the roles somebody holds")
    .action((email: string) =>
      withDatabase(async (db) => {
        const userId = await findUserId(db, email.toLowerCase());
        if (!userId) return refuse(`Nobody signs in with ${email}.`);
        const roles = await findRoles(db, userId);
        if (roles.length === 0) say("No role.");
        for (const { id, role, authorityName, grantedAt } of roles) {
          const where = authorityName ?? "the whole platform";
          say(`${id}  ${role}  ${where}  since ${grantedAt.toISOString().slice(0, 10)}`);
        }
      }),
    );

  user
    .command("end")
    .argument("<role-id>", "as `user roles` lists it")
    .description("end a role; whoever held it is signed out")
    .action((id: string) =>
      withDatabase(async (db) => {
        const known = /^\d{1,15}$/.test(id) && (await endMembership(db, null, Number(id))).ok;
        if (known) say("Ended. They are signed out everywhere.");
        else refuse(`There is no role ${id} that somebody holds.`);
      }),
    );
}

type Added = { ok: true; text: string } | { ok: false; reason: string };

async function add(db: Db, flags: AddFlags): Promise<Added> {
  const email = z.email().safeParse(flags.email.trim().toLowerCase());
  if (!email.success) return { ok: false, reason: `${flags.email} is no e-mail address.` };
  const name = flags.name.trim();
  if (!name) return { ok: false, reason: "A name is needed." };
  const authority = flags.authority ? await findAuthorityId(db, flags.authority) : null;
  if (flags.authority && authority === null) {
    return { ok: false, reason: `There is no authority ${flags.authority}.` };
  }
  if (authority === null && !PLATFORM_ROLES.includes(flags.role)) {
    return {
      ok: false,
      reason: `A ${flags.role} works for an authority: name it with --authority.`,
    };
  }
  if (flags.role === "representative") {
    return { ok: false, reason: "Who represents a business is not added here." };
  }
  const password = flags.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : null;
  const fault = password === null ? null : passwordFault(password, [email.data, name]);
  if (fault) return { ok: false, reason: FAULTS[fault] };
  const added = await addUser(
    db,
    {
      email: email.data,
      name,
      role: flags.role,
      authorityId: authority,
      passwordHash: password === null ? null : await hashPassword(password),
    },
    new Date(),
  );
  if (!added.ok) return { ok: false, reason: `${email.data} is ${flags.role} there already.` };
  const told = added.isNew
    ? `Added ${email.data} as ${flags.role}.`
    : `${email.data} was known; now also ${flags.role}.`;
  const link = added.token
    ? `\nTo choose a password, once and within 24 hours:\n${baseUrl()}/en/sign-in/reset?token=${added.token}`
    : "";
  return { ok: true, text: told + link };
}

const FAULTS = {
  short: `The password needs at least ${PASSWORD_LENGTH_MIN} characters.`,
  long: "The password is too long.",
  common: "That password is among the first that are guessed. Choose another.",
};
