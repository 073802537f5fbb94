import { useTranslations } from "next-intl";
import { DemoAccounts } from "@/components/demo-accounts";
import { FormPage } from "@/components/form-page";
import { EmailField, IdentityForm, PasswordField } from "@/components/identity-form";
import { PasskeyButton } from "@/components/passkey-button";
import type { Locale } from "@/core/locale";
import type { Role } from "@/core/permissions";

export const SIGN_IN_REFUSALS = ["wrong", "often", "gone", "provider"] as const;
export const SIGN_IN_DONE = ["password", "everywhere"] as const;

/** Signing in by e-mail address and password, by a passkey, or by an identity provider. */
export function SignInForm({
  locale,
  next,
  email,
  refused,
  done,
  provider,
  demoAccounts,
}: {
  locale: Locale;
  next: string | null;
  /** As it was typed before. */
  email: string;
  refused: (typeof SIGN_IN_REFUSALS)[number] | null;
  done: (typeof SIGN_IN_DONE)[number] | null;
  /** The identity provider's name, null where there is none. */
  provider: string | null;
  /** In a demonstration those who may be played, else none. */
  demoAccounts: readonly { email: string; role: Role }[];
}) {
  const t = useTranslations("identity");
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  return (
    <FormPage
      title={t("signIn")}
      intro={t("signInIntro")}
      refused={refused && t(`refused.${refused}`)}
      done={done && t(`done.${done}`)}
    >
      <IdentityForm action="/office/sign-in" fields={{ locale, next }} submit={t("signIn")}>
        <EmailField value={email} />
        <PasswordField label={t("password")} />
      </IdentityForm>
      <div className="grid gap-3 border-hairline border-t pt-5">
        <PasskeyButton
          ceremony="sign-in"
          next={next ?? `/${locale}/sign-in`}
          labels={{
            start: t("passkey.signIn"),
            failed: t("passkey.signInFailed"),
            stale: t("passkey.signInFailed"),
          }}
        />
        {provider && (
          <a className="control justify-center" href={`/office/sign-in/provider${query}`}>
            {t("withProvider", { provider })}
          </a>
        )}
        <a className="target self-start" href={`/${locale}/sign-in/forgotten`}>
          {t("forgotten.link")}
        </a>
      </div>
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} />}
    </FormPage>
  );
}
