import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { FormNotice } from "@/components/form-notice";
import { FormPage } from "@/components/form-page";
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
  const hidden = next && <input type="hidden" name="next" value={next} />;
  return (
    <FormPage
      title={t("setup.title")}
      intro={t(secret ? "setup.scan" : isRequired ? "setup.required" : "setup.intro")}
    >
      {refused && <FormNotice tone="refused">{t(`refused.${refused}`)}</FormNotice>}
      {secret && (
        <>
          <QrCode modules={secret.code} label={t("setup.qr")} />
          <div>
            <p className="text-sm text-soft">{t("setup.orType")}</p>
            <p className="mt-1 font-mono text-base" dir="ltr">
              {secret.text.match(/.{1,4}/g)?.join(" ")}
            </p>
          </div>
          <form action="/office/account/totp/confirm" method="post" className="grid gap-5">
            {hidden}
            <FormField
              name="code"
              type="text"
              inputMode="numeric"
              label={t("setup.code")}
              hint={t("setup.codeHint")}
              autoComplete="one-time-code"
              dir="ltr"
              required
            />
            <button type="submit" className="control control-primary justify-center">
              {t("setup.confirm")}
            </button>
          </form>
        </>
      )}
      <form
        action="/office/account/totp/begin"
        method="post"
        className={`grid gap-5 ${secret ? "border-hairline border-t pt-5" : ""}`}
      >
        {hidden}
        {asksPassword && (
          <FormField
            name="password"
            type="password"
            label={t("password")}
            hint={t(secret ? "setup.againHint" : "setup.passwordHint")}
            autoComplete="current-password"
            dir="ltr"
            required
          />
        )}
        <button
          type="submit"
          className={`control justify-center ${secret ? "" : "control-primary"}`}
        >
          {t(secret ? "setup.again" : "setup.begin")}
        </button>
      </form>
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
