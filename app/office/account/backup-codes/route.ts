import { APIError } from "better-auth";
import { z } from "zod";
import { accountForm } from "@/app/account-form";
import { identity } from "@/app/identity";
import { officeDatabase } from "@/db/client";
import { allowOneLook } from "@/db/commands/show-once";
import { takeTry } from "@/db/commands/take-try";

const schema = z.object({ password: z.string().max(1000).optional() });

const LIMIT = { max: 10, windowS: 15 * 60 };

/** Makes new backup codes in place of the old ones. */
export function POST(request: Request): Promise<Response> {
  return accountForm(request, schema, async ({ session, form, answer }) => {
    const db = officeDatabase();
    if (!(await takeTry(db, "password", session.userId, LIMIT, new Date()))) {
      return answer("?refused=often");
    }
    try {
      await identity().api.generateBackupCodes({
        body: form.password ? { password: form.password } : {},
        headers: request.headers,
      });
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      return answer("?refused=current");
    }
    await allowOneLook(db, session.userId);
    return answer("/backup-codes");
  });
}
