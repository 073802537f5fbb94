import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";
import type { Role } from "@/core/permissions";

/** Under the header of the back-office: who is signed in, and where they may go. */
export function OfficeBar({
  locale,
  name,
  roles,
  parts,
  current,
}: {
  locale: Locale;
  name: string;
  roles: readonly Role[];
  parts: readonly ("inspect" | "review" | "tax" | "admin")[];
  /** The part of the back-office that is shown. */
  current: string | undefined;
}) {
  const t = useTranslations("identity");
  const links = [...parts, "account" as const];
  return (
    <nav
      aria-label={t("bar.label")}
      className="no-print flex flex-wrap items-center gap-x-6 border-hairline border-b bg-wash px-4 md:px-8 desk:px-6"
    >
      <ul className="flex grow flex-wrap gap-x-5">
        {links.map((part) => (
          <li key={part}>
            <a
              className={`target ${part === current ? "font-semibold text-ink no-underline" : ""}`}
              href={`/${locale}/${part}`}
              aria-current={part === current ? "page" : undefined}
            >
              {t(`bar.${part}`)}
            </a>
          </li>
        ))}
      </ul>
      <p className="text-sm">
        <bdi>{name}</bdi>
        {roles.length > 0 && (
          <span className="text-soft"> · {roles.map((role) => t(`role.${role}`)).join(" · ")}</span>
        )}
      </p>
      <form action="/office/sign-out" method="post">
        <button
          type="submit"
          className="target cursor-pointer text-accent underline underline-offset-3"
        >
          {t("signOut")}
        </button>
      </form>
    </nav>
  );
}
