import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { readSession } from "@/app/session";
import { ACCOUNT_DONE, ACCOUNT_REFUSALS, AccountPage } from "@/components/account-page";
import { browserName } from "@/core/browser-name";
import { officeDatabase } from "@/db/client";
import { findFactors } from "@/db/queries/find-factors";
import { listSessions } from "@/db/queries/list-sessions";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("account"), robots: { index: false } };
}

/** Who somebody is here, and what proves it. */
export default async function OwnAccountPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/account");
  const { userId, name, email } = await requireSignedIn(locale);
  const { refused, done } = await searchParams;
  const session = await readSession();
  const factors = await findFactors(officeDatabase(), userId);
  const sessions = await listSessions(officeDatabase(), userId);
  return (
    <AccountPage
      locale={locale}
      name={name}
      email={email}
      roles={(session?.memberships ?? []).map(({ role, authorityName, grantedAt }) => ({
        role,
        where: authorityName,
        since: day(grantedAt),
      }))}
      factors={{
        hasPassword: factors.hasPassword,
        hasApp: factors.totp === "on",
        passkeys: factors.passkeys.map(({ id, name, createdAt }) => ({
          id,
          name,
          since: day(createdAt),
        })),
      }}
      sessions={sessions.map(({ id, userAgent, createdAt }) => ({
        id,
        browser: browserName(userAgent),
        sinceMs: createdAt.getTime(),
        isThis: id === session?.sessionId,
      }))}
      refused={oneOf(refused, ACCOUNT_REFUSALS)}
      done={oneOf(done, ACCOUNT_DONE)}
    />
  );
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
