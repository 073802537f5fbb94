import { useMessages, useTranslations } from "next-intl";

/** What became of a form that was sent, in one sentence at the top of the page it led to. */
export function OfficeNotice({ refused, said }: { refused?: unknown; said?: unknown }) {
  const t = useTranslations("visit");
  const { visit } = useMessages();
  if (typeof refused === "string" && isKey(visit.refused, refused)) {
    return (
      <p role="alert" className="mt-4 border-2 border-ink p-3">
        {t(`refused.${refused}`)}
      </p>
    );
  }
  if (typeof said === "string" && isKey(visit.said, said)) {
    return (
      <p role="status" className="mt-4 bg-accent-wash p-3">
        {t(`said.${said}`)}
      </p>
    );
  }
  return null;
}

function isKey<T extends object>(words: T, key: string): key is keyof T & string {
  return Object.hasOwn(words, key);
}
