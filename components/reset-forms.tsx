import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { FormNotice } from "@/components/form-notice";
import { FormPage } from "@/components/form-page";
import type { Locale } from "@/core/locale";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/core/password-rule";

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
    <FormPage title={t("forgotten.title")} intro={t("forgotten.intro")}>
      {refused && <FormNotice tone="refused">{t(`refused.${refused}`)}</FormNotice>}
      {isSent && <FormNotice tone="done">{t("forgotten.sent")}</FormNotice>}
      <form action="/office/sign-in/forgotten" method="post" className="grid gap-5">
        <input type="hidden" name="locale" value={locale} />
        <FormField
          name="email"
          type="email"
          label={t("email")}
          autoComplete="username"
          dir="ltr"
          required
        />
        <button type="submit" className="control control-primary justify-center">
          {t("forgotten.send")}
        </button>
      </form>
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
    <FormPage title={t("reset.title")} intro={t("reset.intro")}>
      {refused && <FormNotice tone="refused">{t(`refused.${refused}`)}</FormNotice>}
      <form action="/office/sign-in/reset" method="post" className="grid gap-5">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={token} />
        <FormField
          name="email"
          type="email"
          label={t("email")}
          autoComplete="username"
          defaultValue={email}
          dir="ltr"
          readOnly
        />
        <FormField
          name="password"
          type="password"
          label={t("reset.password")}
          hint={t("reset.hint", { count: PASSWORD_LENGTH_MIN })}
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH_MIN}
          maxLength={PASSWORD_LENGTH_MAX}
          dir="ltr"
          required
        />
        <button type="submit" className="control control-primary justify-center">
          {t("reset.save")}
        </button>
      </form>
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
