import { APIError } from "better-auth";
import { z } from "zod";
import { accountForm } from "@/app/account-form";
import { identity } from "@/app/identity";
import { seeOther } from "@/app/see-other";
import { readNext } from "@/core/office-path";
import { officeDatabase } from "@/db/client";
import { takeTry } from "@/db/commands/take-try";
import { findFactors, hasSecondFactor } from "@/db/queries/find-factors";

const schema = z.object({ password: z.string().max(1000).optional(), next: z.string().optional() });

const LIMIT = { max: 10, windowS: 15 * 60 };

/** Makes the secret for an app, in place of one that there is; the next page shows it. */
export function POST(request: Request): Promise<Response> {
  return accountForm(
    request,
    schema,
    async ({ session, locale, form, answer }) => {
      const factors = await findFactors(officeDatabase(), session.userId);
      if (hasSecondFactor(factors) && !session.secondFactor) {
        return seeOther(`/${locale}/sign-in/second-factor`);
      }
      const next = readNext(form.next);
      const query = next ? `next=${encodeURIComponent(next)}` : "";
      if (!(await takeTry(officeDatabase(), "password", session.userId, LIMIT, new Date()))) {
        return answer(`/second-factor?refused=often&${query}`);
      }
      const body = form.password ? { password: form.password } : {};
      const { api } = identity();
      try {
        let { headers } = request;
        let cookies: string[] = [];
        if (factors.totp === "on") {
          const disabled = await api.disableTwoFactor({ body, headers, returnHeaders: true });
          cookies = disabled.headers.getSetCookie();
          headers = withCookies(headers, cookies);
        }
        await api.enableTwoFactor({ body, headers });
        return answer(`/second-factor?${query}`, cookies);
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
        return answer(`/second-factor?refused=current&${query}`);
      }
    },
    { mayLackFactor: true },
  );
}

/** The request as the browser would send it after an answer with these cookies. */
function withCookies(headers: Headers, cookies: readonly string[]): Headers {
  const next = new Headers(headers);
  const set = cookies.map((cookie) => cookie.split(";", 1)[0] ?? "");
  const names = set.map((pair) => `${pair.split("=", 1)[0]}=`);
  const kept = (headers.get("cookie") ?? "")
    .split(/;\s*/)
    .filter((pair) => !names.some((name) => pair.startsWith(name)));
  next.set("cookie", [...kept, ...set].join("; "));
  return next;
}
