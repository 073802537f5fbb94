import { useTranslations } from "next-intl";
import { FormPage } from "@/components/form-page";
import { CodeField, IdentityForm } from "@/components/identity-form";
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
      refused={refused && t(`refused.${refused}`)}
    >
      {byCode && (
        <IdentityForm
          action="/office/sign-in/code"
          fields={{ locale, next }}
          submit={t("secondFactor.go")}
        >
          <CodeField label={t("secondFactor.code")} hint={t("secondFactor.codeHint")} />
        </IdentityForm>
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
