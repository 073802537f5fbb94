import { useTranslations } from "next-intl";
import { DEMO_PASSWORD } from "@/core/demo-password";
import type { Role } from "@/core/permissions";

/** In a demonstration: who may be played, all with one password. */
export function DemoAccounts({ accounts }: { accounts: readonly { email: string; role: Role }[] }) {
  const t = useTranslations("identity");
  return (
    <details className="border-hairline border-t pt-5">
      <summary className="control arrow">{t("demo.title")}</summary>
      <p className="mt-4">
        {t.rich("demo.text", {
          password: () => (
            <strong className="font-semibold" dir="ltr">
              {DEMO_PASSWORD}
            </strong>
          ),
        })}
      </p>
      <ul className="mt-2">
        {accounts.map(({ email, role }) => (
          <li
            key={email}
            className="flex flex-wrap justify-between gap-x-4 border-hairline border-t py-1"
          >
            <span dir="ltr" className="break-all">
              {email}
            </span>
            <span className="text-soft">{t(`role.${role}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
