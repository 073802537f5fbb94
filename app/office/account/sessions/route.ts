import { z } from "zod";
import { accountForm } from "@/app/account-form";
import { seeOther } from "@/app/see-other";
import { officeDatabase } from "@/db/client";
import { endSessions } from "@/db/commands/end-sessions";

/** Signs somebody out everywhere, here too. */
export function POST(request: Request): Promise<Response> {
  return accountForm(
    request,
    z.object({}),
    async ({ session, locale }) => {
      await endSessions(officeDatabase(), session.userId);
      return seeOther(`/${locale}/sign-in?done=everywhere`);
    },
    { mayLackFactor: true },
  );
}
