import { APIError } from "better-auth";
import { z } from "zod";
import { accountForm } from "@/app/account-form";
import { identity } from "@/app/identity";
import { readNext } from "@/core/office-path";
import { officeDatabase } from "@/db/client";
import { allowOneLook } from "@/db/commands/show-once";
import { takeTry } from "@/db/commands/take-try";
import { findFactors } from "@/db/queries/find-factors";

const schema = z.object({ code: z.string().max(50), next: z.string().optional() });

const LIMIT = { max: 10, windowS: 15 * 60 };

/** Takes the first code of a new app: from now on it is asked for. */
export function POST(request: Request): Promise<Response> {
  return accountForm(
    request,
    schema,
    async ({ session, form, answer }) => {
      const db = officeDatabase();
      const next = readNext(form.next);
      const query = next ? `next=${encodeURIComponent(next)}` : "";
      const { totp } = await findFactors(db, session.userId);
      if (totp !== "begun") return answer(`/second-factor?${query}`);
      if (!(await takeTry(db, "code", session.userId, LIMIT, new Date()))) {
        return answer(`/second-factor?refused=often&${query}`);
      }
      try {
        const { headers } = await identity().api.verifyTOTP({
          body: { code: form.code.replaceAll(/\s/g, "") },
          headers: request.headers,
          returnHeaders: true,
        });
        await allowOneLook(db, session.userId);
        return answer(`/backup-codes?${query}`, headers.getSetCookie());
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
        return answer(`/second-factor?refused=code&${query}`);
      }
    },
    { mayLackFactor: true },
  );
}
