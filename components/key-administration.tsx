import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { FormField } from "@/components/form-field";
import { Section } from "@/components/section";
import { TextArea } from "@/components/text-area";
import type { ManagedAuthority } from "@/core/administration";
import { formatMoment } from "@/core/format";
import type { Locale } from "@/core/locale";

interface Key {
  id: string;
  name: string;
  registeredAt: Date;
  endedAt: Date | null;
}

/** The keys an authority signs its deliveries with: to add one, and to end one. */
export function KeyAdministration({
  authority,
  keys,
  mayChange,
  locale,
  notice,
}: {
  authority: ManagedAuthority;
  keys: readonly Key[];
  mayChange: boolean;
  locale: Locale;
  notice: ReactNode;
}) {
  const t = useTranslations("tax");
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/admin/${authority.slug}`}>
        <bdi lang={authority.language}>{authority.name}</bdi>
      </BackLink>
      <h1 className="font-semibold text-xl">{t("keys")}</h1>
      <p className="measure mt-2">{t("keysText")}</p>
      <div className="mt-4 empty:hidden">{notice}</div>
      {keys.length === 0 && <p className="mt-6">{t("noKeys")}</p>}
      <ul className="mt-6">
        {keys.map((key) => (
          <li key={key.id} className="border-hairline border-t py-3">
            <p className="font-semibold">
              <bdi>{key.name}</bdi>
            </p>
            <p className="break-all text-sm">
              <bdi>{key.id}</bdi>
            </p>
            <p className="text-soft text-sm">
              {t(key.endedAt ? "keyEnded" : "keySince", {
                moment: formatMoment(locale, (key.endedAt ?? key.registeredAt).getTime()),
              })}
            </p>
            {mayChange && key.endedAt === null && (
              <form method="post" action="/office/administration/keys" className="mt-2">
                <input type="hidden" name="change" value="end" />
                <input type="hidden" name="id" value={key.id} />
                <button
                  type="submit"
                  className="control"
                  aria-label={t("endKeyOf", { name: key.name })}
                >
                  {t("endKey")}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <Section id="add" title={t("addKey")}>
          <form
            method="post"
            action="/office/administration/keys"
            className="flex max-w-xl flex-col gap-3"
          >
            <input type="hidden" name="change" value="add" />
            <input type="hidden" name="authorityId" value={authority.id} />
            <FormField id="key-name" name="name" label={t("keyName")} maxLength={100} required />
            <TextArea
              id="key-text"
              name="publicKey"
              label={t("publicKey")}
              hint={t("publicKeyHint")}
              maxLength={1000}
              required
            />
            <p>
              <button type="submit" className="control control-primary">
                {t("addKey")}
              </button>
            </p>
          </form>
        </Section>
      )}
    </div>
  );
}
