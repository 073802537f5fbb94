import { APIError } from "better-auth";
import { z } from "zod";
import { accountForm } from "@/app/account-form";
import { identity } from "@/app/identity";
import { passwordFault } from "@/core/password-rule";
import { officeDatabase } from "@/db/client";
import { takeTry } from "@/db/commands/take-try";

const schema = z.object({ current: z.string().max(1000), password: z.string().max(1000) });

const LIMIT = { max: 10, windowS: 15 * 60 };

/** Changes the password of whoever knows it; they stay signed in here and nowhere else. */
export function POST(request: Request): Promise<Response> {
  return accountForm(request, schema, async ({ session, form, answer }) => {
    const { userId, email, name } = session;
    if (!(await takeTry(officeDatabase(), "password", userId, LIMIT, new Date()))) {
      return answer("?refused=often");
    }
    const fault = passwordFault(form.password, [email, name]);
    if (fault) return answer(`?refused=${fault}`);
    try {
      const { headers } = await identity().api.changePassword({
        body: {
          currentPassword: form.current,
          newPassword: form.password,
          revokeOtherSessions: true,
        },
        headers: request.headers,
        returnHeaders: true,
      });
      return answer("?done=password", headers.getSetCookie());
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      return answer("?refused=current");
    }
  });
}
