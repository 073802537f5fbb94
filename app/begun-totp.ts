import { create } from "qrcode";
import { identity } from "@/app/identity";
import type { Session } from "@/app/session";
import { officeDatabase } from "@/db/client";
import { findTotpSecret } from "@/db/queries/find-totp-secret";
import { totpUri } from "@/services/identity";

/** The secret that somebody is setting an app up with, to be photographed or typed. */
export async function begunTotp({ userId, email }: Pick<Session, "userId" | "email">) {
  const sealed = await findTotpSecret(officeDatabase(), userId);
  if (!sealed) return null;
  const { uri, text } = await totpUri(identity(), sealed, email);
  const { modules } = create(uri, { errorCorrectionLevel: "M" });
  return {
    text,
    code: {
      size: modules.size,
      isDark: (row: number, column: number) => modules.get(row, column) === 1,
    },
  };
}
