import { RegisterNumber } from "@/components/register-number";
import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";
import type { OfficeEntryLine } from "@/core/register-entry";

/** Whom or which place an entry is about: its name as known, and its number. */
export function EntrySubject({
  subject,
  locale,
}: {
  subject: OfficeEntryLine["subject"];
  locale: Locale;
}) {
  const { site, entity, name, language } = subject;
  return (
    <>
      {name && <bdi {...(language && { lang: language })}>{name}</bdi>}
      {name && " · "}
      {site && <a href={`/${locale}/sites/${formatPublicId(site)}`}>{formatPublicId(site)}</a>}
      {entity && <RegisterNumber of={entity} />}
    </>
  );
}
