import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { FormNotice } from "@/components/form-notice";
import type { Locale } from "@/core/locale";

/** Signing in by e-mail address and password. */
export function SignInForm({
  locale,
  next,
  refused,
}: {
  locale: Locale;
  next: string | null;
  refused: "wrong" | "often" | null;
}) {
  const t = useTranslations("identity");
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("signIn")}</h1>
      <p className="measure mt-3">{t("signInIntro")}</p>
      {refused && <FormNotice tone="refused">{t(`refused.${refused}`)}</FormNotice>}
      <form action="/office/sign-in" method="post" className="mt-6 grid max-w-sm gap-5">
        <input type="hidden" name="locale" value={locale} />
        {next && <input type="hidden" name="next" value={next} />}
        <FormField name="email" type="email" label={t("email")} autoComplete="username" required />
        <FormField
          name="password"
          type="password"
          label={t("password")}
          autoComplete="current-password"
          required
        />
        <button type="submit" className="control control-primary justify-center">
          {t("signIn")}
        </button>
      </form>
    </div>
  );
}
