import { useTranslations } from "next-intl";
import { IdentityForm, PasswordField } from "@/components/identity-form";
import { PasskeyButton } from "@/components/passkey-button";
import { Section } from "@/components/section";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";

/** How somebody proves who they are. */
export interface FactorsShown {
  hasPassword: boolean;
  hasApp: boolean;
  passkeys: readonly { id: string; name: string | null; since: string }[];
}

/** The app for codes with its backup codes, and the passkeys. */
export function AccountFactors({ locale, factors }: { locale: Locale; factors: FactorsShown }) {
  const t = useTranslations("identity");
  const { hasPassword, hasApp, passkeys } = factors;
  return (
    <>
      <Section id="app" title={t("app.title")}>
        <p className="measure">{t(hasApp ? "app.on" : "app.off")}</p>
        <p className="mt-3">
          <a className="control" href={`/${locale}/account/second-factor`}>
            {t(hasApp ? "app.replace" : "app.setUp")}
          </a>
        </p>
        {hasApp && (
          <div className="mt-6">
            <IdentityForm
              action="/office/account/backup-codes"
              submit={t("backup.renew")}
              look="small"
            >
              <p>{t("backup.renewIntro")}</p>
              {hasPassword && <PasswordField id="field-codes" label={t("change.current")} />}
            </IdentityForm>
          </div>
        )}
      </Section>
      <Section id="passkeys" title={t("passkey.title")}>
        <p className="measure">{t("passkey.intro")}</p>
        <ul className="measure mt-3">
          {passkeys.map(({ id, name, since }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-4 border-hairline border-t py-2"
            >
              <span>
                <bdi>{name || t("passkey.unnamed")}</bdi>{" "}
                <span className="text-soft">
                  · {t("passkey.since", { date: formatDate(locale, since) })}
                </span>
              </span>
              <form action="/office/account/passkey" method="post">
                <input type="hidden" name="id" value={id} />
                <button type="submit" className="control">
                  {t("passkey.remove")}
                </button>
              </form>
            </li>
          ))}
        </ul>
        <div className="mt-3 max-w-sm">
          <PasskeyButton
            ceremony="register"
            look="small"
            next={`/${locale}/account?done=added`}
            labels={{
              start: t("passkey.add"),
              failed: t("passkey.addFailed"),
              stale: t("passkey.stale"),
            }}
          />
        </div>
      </Section>
    </>
  );
}
