import { randomUUID } from "node:crypto";
import type { Actor, Role } from "@/core/permissions";
import type { Scheme } from "@/core/scheme";
import { emptyDraft, type VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";

/** Somebody with these roles at an authority, by its slug; without one, on the platform. */
export async function makeOfficial(
  db: Db,
  roles: readonly Role[],
  authority: string | null,
): Promise<Actor & { email: string }> {
  const userId = randomUUID();
  const email = `${userId.slice(0, 8)}@example.org`;
  await db`insert into users (id, name, email) values (${userId}, ${`Official ${userId.slice(0, 4)}`}, ${email})`;
  const [found] = authority
    ? await db<{ id: number }[]>`select id from authorities where slug = ${authority}`
    : [];
  const authorityId = found?.id ?? null;
  for (const role of roles) {
    await db`
      insert into memberships (user_id, role, authority_id) values (${userId}, ${role}, ${authorityId})`;
  }
  return { userId, email, memberships: roles.map((role) => ({ role, authority: authorityId })) };
}

/** A form filled in to the end: every item in order but those given, every input at its best. */
export function filledDraft(
  scheme: Scheme,
  changes: Partial<VisitDraft> & { out?: Record<string, { corrected?: boolean }> } = {},
): VisitDraft {
  const { out = {}, ...rest } = changes;
  const entry = { corrected: false, comment: "", measured: null, photos: [] };
  return {
    ...emptyDraft("routine", "2026-03-03"),
    timeIn: "09:30",
    timeOut: "11:00",
    items: Object.fromEntries(
      scheme.checklist.map(({ code }) => [
        code,
        out[code]
          ? { ...entry, mark: "out" as const, corrected: out[code].corrected ?? false }
          : { ...entry, mark: "in" as const },
      ]),
    ),
    inputs: Object.fromEntries(
      Object.entries(scheme.inputs).flatMap(
        ([name, input]): [string, string | number | boolean][] => {
          if ("findings" in input || "series" in input || input.optional) return [];
          if ("choice" in input) return [[name, input.choice[0] ?? ""]];
          if ("number" in input) return [[name, input.number.max]];
          return "boolean" in input ? [[name, false]] : [];
        },
      ),
    ),
    signatures: { inspector: "A. Inspector", person: { name: "B. Owner" } },
    ...rest,
  };
}
