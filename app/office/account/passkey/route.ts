import { z } from "zod";
import { accountForm } from "@/app/account-form";
import { officeDatabase } from "@/db/client";
import { removePasskey } from "@/db/commands/remove-passkey";

const schema = z.object({ id: z.string().max(100) });

/** Removes a passkey. */
export function POST(request: Request): Promise<Response> {
  return accountForm(request, schema, async ({ session, form, answer }) => {
    await removePasskey(officeDatabase(), session.userId, form.id);
    return answer("?done=passkey");
  });
}
