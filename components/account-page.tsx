import { useTranslations } from "next-intl";
import { AccountFactors, type FactorsShown } from "@/components/account-factors";
import { Facts } from "@/components/facts";
import { FormNotice } from "@/components/form-notice";
import { IdentityForm, NewPasswordField, PasswordField } from "@/components/identity-form";
import { Section } from "@/components/section";
import { formatDate, formatMoment } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Role } from "@/core/permissions";

export const ACCOUNT_REFUSALS = ["current", "short", "long", "common", "often"] as const;
export const ACCOUNT_DONE = ["password", "passkey", "added"] as const;

/** Who somebody is here, what they may do, and how they prove it. */
export function AccountPage({
  locale,
  name,
  email,
  roles,
  factors,
  sessions,
  refused,
  done,
}: {
  locale: Locale;
  name: string;
  email: string;
  roles: readonly { role: Role; where: string | null; since: string }[];
  factors: FactorsShown;
  sessions: readonly { id: string; browser: string; sinceMs: number; isThis: boolean }[];
  refused: (typeof ACCOUNT_REFUSALS)[number] | null;
  done: (typeof ACCOUNT_DONE)[number] | null;
}) {
  const t = useTranslations("identity");
  return (
    <div className="page pb-16">
      <h1 className="pt-8 pb-4 font-semibold text-xl md:text-2xl">{t("account")}</h1>
      {refused && <FormNotice tone="refused">{t(`refused.${refused}`)}</FormNotice>}
      {done && <FormNotice tone="done">{t(`done.${done}`)}</FormNotice>}
      <div className="measure mt-4">
        <Facts
          facts={[
            { name: t("name"), value: <bdi>{name}</bdi> },
            { name: t("email"), value: <bdi>{email}</bdi> },
          ]}
        />
      </div>
      <Section id="roles" title={t("roles.title")}>
        {roles.length === 0 && <p>{t("roles.none")}</p>}
        <ul className="measure">
          {roles.map(({ role, where, since }) => (
            <li key={`${role} ${where}`} className="border-hairline border-t py-2">
              <span className="font-medium">{t(`role.${role}`)}</span>{" "}
              <span className="text-soft">
                {where ? <bdi>{where}</bdi> : t("roles.everywhere")} ·{" "}
                {t("roles.since", { date: formatDate(locale, since) })}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {factors.hasPassword && (
        <Section id="password" title={t("change.title")}>
          <IdentityForm action="/office/account/password" submit={t("change.save")} look="small">
            <input type="hidden" name="username" autoComplete="username" value={email} />
            <PasswordField name="current" label={t("change.current")} />
            <NewPasswordField id="field-new" />
          </IdentityForm>
        </Section>
      )}
      <AccountFactors locale={locale} factors={factors} />
      <Section id="sessions" title={t("sessions.title")}>
        <ul className="measure">
          {sessions.map(({ id, browser, sinceMs, isThis }) => (
            <li key={id} className="border-hairline border-t py-2">
              <bdi>{browser || t("sessions.unknown")}</bdi>
              {isThis && <span className="font-medium"> · {t("sessions.this")}</span>}
              <span className="block text-sm text-soft">
                {t("sessions.since", { time: formatMoment(locale, sinceMs) })}
              </span>
            </li>
          ))}
        </ul>
        <p className="measure mt-2 text-sm text-soft">{t("sessions.length")}</p>
        <form action="/office/account/sessions" method="post" className="mt-3">
          <button type="submit" className="control">
            {t("sessions.end")}
          </button>
        </form>
      </Section>
    </div>
  );
}
