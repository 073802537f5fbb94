import { useTranslations } from "next-intl";
import { FormPage } from "@/components/form-page";
import { EmailField, IdentityForm, NewPasswordField } from "@/components/identity-form";
import type { Locale } from "@/core/locale";

export const FORGOTTEN_REFUSALS = ["email", "often"] as const;
export const PASSWORD_REFUSALS = ["short", "long", "common", "often"] as const;

/** Asks for a link to choose a new password. */
export function ForgottenForm({
  locale,
  refused,
  isSent,
}: {
  locale: Locale;
  refused: (typeof FORGOTTEN_REFUSALS)[number] | null;
  isSent: boolean;
}) {
  const t = useTranslations("identity");
  return (
    <FormPage
      title={t("forgotten.title")}
      intro={t("forgotten.intro")}
      refused={refused && t(`refused.${refused}`)}
      done={isSent && t("forgotten.sent")}
    >
      <IdentityForm
        action="/office/sign-in/forgotten"
        fields={{ locale }}
        submit={t("forgotten.send")}
      >
        <EmailField />
      </IdentityForm>
      <a className="target" href={`/${locale}/sign-in`}>
        {t("forgotten.back")}
      </a>
    </FormPage>
  );
}

/** Chooses a password by a link. */
export function ResetForm({
  locale,
  token,
  email,
  refused,
}: {
  locale: Locale;
  token: string;
  /** Whose password it is. */
  email: string;
  refused: (typeof PASSWORD_REFUSALS)[number] | null;
}) {
  const t = useTranslations("identity");
  return (
    <FormPage
      title={t("reset.title")}
      intro={t("reset.intro")}
      refused={refused && t(`refused.${refused}`)}
    >
      <IdentityForm
        action="/office/sign-in/reset"
        fields={{ locale, token }}
        submit={t("reset.save")}
      >
        <EmailField value={email} readOnly />
        <NewPasswordField />
      </IdentityForm>
    </FormPage>
  );
}

/** Where a link to choose a password no longer holds. */
export function ResetEnded({ locale }: { locale: Locale }) {
  const t = useTranslations("identity");
  return (
    <FormPage title={t("reset.endedTitle")} intro={t("reset.ended")}>
      <a className="control control-primary justify-center" href={`/${locale}/sign-in/forgotten`}>
        {t("reset.another")}
      </a>
    </FormPage>
  );
}
