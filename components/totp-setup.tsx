import { useTranslations } from "next-intl";
import { FormPage } from "@/components/form-page";
import { CodeField, IdentityForm, PasswordField } from "@/components/identity-form";
import { PasskeyButton } from "@/components/passkey-button";
import { QrCode } from "@/components/qr-code";
import type { Locale } from "@/core/locale";

export const SETUP_REFUSALS = ["code", "often", "current"] as const;

/** Setting up a second factor: first the choice, then what the app needs to know. */
export function TotpSetup({
  locale,
  next,
  refused,
  isRequired,
  asksPassword,
  secret,
}: {
  locale: Locale;
  next: string | null;
  refused: (typeof SETUP_REFUSALS)[number] | null;
  /** Whether a role of theirs asks for it, so that there is no way round. */
  isRequired: boolean;
  asksPassword: boolean;
  /** What was begun: to be typed, and to be photographed. */
  secret: { text: string; code: Parameters<typeof QrCode>[0]["modules"] } | null;
}) {
  const t = useTranslations("identity");
  return (
    <FormPage
      title={t("setup.title")}
      intro={t(secret ? "setup.scan" : isRequired ? "setup.required" : "setup.intro")}
      refused={refused && t(`refused.${refused}`)}
    >
      {secret && (
        <>
          <QrCode modules={secret.code} label={t("setup.qr")} />
          <div>
            <p className="text-sm text-soft">{t("setup.orType")}</p>
            <p className="mt-1 font-mono text-base" dir="ltr">
              {secret.text.match(/.{1,4}/g)?.join(" ")}
            </p>
          </div>
          <IdentityForm
            action="/office/account/totp/confirm"
            fields={{ next }}
            submit={t("setup.confirm")}
          >
            <CodeField label={t("setup.code")} hint={t("setup.codeHint")} isFromApp />
          </IdentityForm>
        </>
      )}
      <div className={secret ? "border-hairline border-t pt-5" : ""}>
        <IdentityForm
          action="/office/account/totp/begin"
          fields={{ next }}
          submit={t(secret ? "setup.again" : "setup.begin")}
          look={secret ? "wide" : "primary"}
        >
          {asksPassword && (
            <PasswordField
              label={t("password")}
              hint={t(secret ? "setup.againHint" : "setup.passwordHint")}
            />
          )}
        </IdentityForm>
      </div>
      {!secret && (
        <div className="needs-script grid gap-3 border-hairline border-t pt-5">
          <p>{t("setup.orPasskey")}</p>
          <PasskeyButton
            ceremony="register"
            next={next ?? `/${locale}/account`}
            labels={{
              start: t("passkey.add"),
              failed: t("passkey.addFailed"),
              stale: t("passkey.stale"),
            }}
          />
        </div>
      )}
    </FormPage>
  );
}
