import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormField } from "@/components/form-field";
import { HiddenFields } from "@/components/hidden-fields";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/core/password-rule";

/** A form of signing in and of the account: a few fields and one button. */
export function IdentityForm({
  action,
  fields = {},
  submit,
  look = "primary",
  children,
}: {
  action: string;
  /** What is sent besides. */
  fields?: Readonly<Record<string, string | null>>;
  /** What the button says. */
  submit: string;
  look?: "primary" | "wide" | "small";
  children?: ReactNode;
}) {
  return (
    <form action={action} method="post" className="grid max-w-sm gap-5">
      <HiddenFields fields={fields} />
      {children}
      <button type="submit" className={`control ${LOOKS[look]}`}>
        {submit}
      </button>
    </form>
  );
}

const LOOKS = {
  primary: "control-primary justify-center",
  wide: "justify-center",
  small: "justify-self-start",
} as const;

/** Who somebody is here. */
export function EmailField({ value, readOnly }: { value?: string; readOnly?: boolean }) {
  const t = useTranslations("identity");
  return (
    <FormField
      name="email"
      type="email"
      label={t("email")}
      autoComplete="username"
      defaultValue={value}
      dir="ltr"
      required={!readOnly}
      readOnly={readOnly}
    />
  );
}

/** The password that somebody has. */
export function PasswordField({
  label,
  hint,
  name = "password",
  id,
}: {
  label: string;
  hint?: string;
  name?: string;
  id?: string;
}) {
  return (
    <FormField
      {...{ name, label, hint }}
      {...(id && { id })}
      type="password"
      autoComplete="current-password"
      dir="ltr"
      required
    />
  );
}

/** The password that somebody chooses. */
export function NewPasswordField({ id }: { id?: string }) {
  const t = useTranslations("identity");
  return (
    <FormField
      name="password"
      {...(id && { id })}
      type="password"
      label={t("reset.password")}
      hint={t("reset.hint", { count: PASSWORD_LENGTH_MIN })}
      autoComplete="new-password"
      minLength={PASSWORD_LENGTH_MIN}
      maxLength={PASSWORD_LENGTH_MAX}
      dir="ltr"
      required
    />
  );
}

/** A code of an app, or a backup code. */
export function CodeField({
  label,
  hint,
  isFromApp,
}: {
  label: string;
  hint: string;
  /** Whether it can only be figures. */
  isFromApp?: boolean;
}) {
  return (
    <FormField
      name="code"
      label={label}
      hint={hint}
      autoComplete="one-time-code"
      {...(isFromApp ? { inputMode: "numeric" } : { autoCapitalize: "none", spellCheck: false })}
      dir="ltr"
      required
    />
  );
}
