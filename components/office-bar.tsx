import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";
import type { Role } from "@/core/permissions";

/**
 * Under the header of the back-office: where somebody may go, and who is signed in. One row,
 * as many as it takes on a phone, where what belongs to the person is behind their name.
 */
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
  parts: readonly ("inspect" | "review" | "tax" | "registers" | "admin" | "my")[];
  /** The part of the back-office that is shown. */
  current: string | undefined;
}) {
  const t = useTranslations("identity");
  return (
    <nav
      aria-label={t("bar.label")}
      className="office-bar no-print flex flex-wrap items-stretch gap-x-4 border-hairline border-b bg-wash px-4 md:px-8 desk:gap-x-6 desk:px-6"
    >
      {/* Without a box of its own the list wraps together with the name behind it. */}
      <ul className="contents desk:flex desk:min-w-0 desk:grow desk:basis-0 desk:flex-wrap desk:gap-x-5">
        {parts.map((part) => (
          <li key={part} className="flex whitespace-nowrap">
            {link(part)}
          </li>
        ))}
      </ul>
      <details className="fold">
        <summary
          className={`target arrow ms-auto max-w-[50%] ${current === "account" ? "office-current" : ""}`}
        >
          <bdi className="truncate">{name}</bdi>
          <span className="sr-only">{t("bar.person")}</span>
        </summary>
        <div className="flex flex-wrap items-center gap-x-6">
          <p className="w-full grow text-sm desk:w-auto">
            <bdi>{name}</bdi>
            {roles.length > 0 && (
              <span className="text-soft">
                {" · "}
                {roles.map((role) => t(`role.${role}`)).join(" · ")}
              </span>
            )}
          </p>
          {link("account")}
          <form action="/office/sign-out" method="post">
            <button
              type="submit"
              className="target cursor-pointer text-accent underline underline-offset-3"
            >
              {t("signOut")}
            </button>
          </form>
        </div>
      </details>
    </nav>
  );

  function link(part: (typeof parts)[number] | "account") {
    const isCurrent = part === current;
    return (
      <a
        className={`target ${isCurrent ? "office-current font-semibold text-ink no-underline" : ""}`}
        href={`/${locale}/${part}`}
        aria-current={isCurrent ? "page" : undefined}
      >
        {t(`bar.${part}`)}
      </a>
    );
  }
}
