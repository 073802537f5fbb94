import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { FormNotice } from "@/components/form-notice";
import { FormPage } from "@/components/form-page";
import { PasskeyButton } from "@/components/passkey-button";
import type { Locale } from "@/core/locale";

export const CODE_REFUSALS = ["code", "often"] as const;

/** The second step of signing in: a code of the app, a backup code, or a passkey. */
export function SecondFactorForm({
  locale,
  next,
  refused,
  byCode,
}: {
  locale: Locale;
  next: string | null;
  refused: (typeof CODE_REFUSALS)[number] | null;
  /** False where a passkey is all they have. */
  byCode: boolean;
}) {
  const t = useTranslations("identity");
  return (
    <FormPage
      title={t("secondFactor.title")}
      intro={t(byCode ? "secondFactor.intro" : "secondFactor.passkeyIntro")}
    >
      {refused && <FormNotice tone="refused">{t(`refused.${refused}`)}</FormNotice>}
      {byCode && (
        <form action="/office/sign-in/code" method="post" className="grid gap-5">
          <input type="hidden" name="locale" value={locale} />
          {next && <input type="hidden" name="next" value={next} />}
          <FormField
            name="code"
            type="text"
            label={t("secondFactor.code")}
            hint={t("secondFactor.codeHint")}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            required
          />
          <button type="submit" className="control control-primary justify-center">
            {t("secondFactor.go")}
          </button>
        </form>
      )}
      <PasskeyButton
        ceremony="sign-in"
        next={next ?? `/${locale}/sign-in`}
        look={byCode ? "wide" : "primary"}
        labels={{
          start: t("passkey.signIn"),
          failed: t("passkey.signInFailed"),
          stale: t("passkey.signInFailed"),
        }}
      />
      {!byCode && <p className="needs-no-script">{t("passkey.needsScript")}</p>}
    </FormPage>
  );
}
