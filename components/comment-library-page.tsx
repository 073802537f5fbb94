import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { ManagedForm, ManagedRow } from "@/components/managed-list";
import { SelectField } from "@/components/select-field";
import { TextArea } from "@/components/text-area";
import type { ItemComment, ManagedAuthority, TypedInForm } from "@/core/administration";
import { isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import { type Scheme, schemeKey } from "@/core/scheme";
import { COMMENT_LENGTH_MAX } from "@/core/visit-draft";

const ACTION = "/office/administration/comments";
const LANGUAGES = ["en", "zh", "ar"] as const;

/** The sentences that an authority's inspectors choose from, by item and language. */
export function CommentLibraryPage({
  authority,
  scheme,
  schemes,
  comments,
  mayChange,
  typed,
  asked,
  locale,
  notice,
}: {
  authority: ManagedAuthority;
  scheme: Scheme | null;
  /** Those with a checklist. */
  schemes: readonly Scheme[];
  comments: readonly ItemComment[];
  mayChange: boolean;
  typed: TypedInForm;
  /** What the last sentence was for. */
  asked: { item: string; language: string };
  locale: Locale;
  notice: ReactNode;
}) {
  const t = useTranslations("administration");
  const before = typed(ACTION);
  const items = (scheme?.checklist ?? []).map((item) => ({
    ...item,
    own: comments.filter(({ itemCode }) => itemCode === item.code),
  }));
  const named = items.filter(({ own }) => own.length > 0);
  return (
    <div className="page pb-16">
      <BackLink href={`/${locale}/admin/${authority.slug}`}>{t("back")}</BackLink>
      <h1 className="font-semibold text-xl md:text-2xl">{t("comments")}</h1>
      <p className="measure mt-2">{t("commentsText")}</p>
      {notice}
      {schemes.length > 1 && (
        <form method="get" className="mt-4 flex flex-wrap items-end gap-3">
          <SelectField
            id="comments-scheme"
            name="scheme"
            label={t("commentsScheme")}
            value={scheme ? schemeKey(scheme) : undefined}
            choices={schemes.map((one) => ({ value: schemeKey(one), text: one.title[locale] }))}
          />
          <button type="submit" className="control">
            {t("show")}
          </button>
        </form>
      )}
      {!scheme && <p className="mt-6">{t("noChecklist")}</p>}
      {scheme && named.length === 0 && <p className="mt-6">{t("noComments")}</p>}
      {named.map(({ code, text, own }) => (
        <section key={code} className="mt-6" aria-labelledby={`item-${code}`}>
          <h2 id={`item-${code}`} className="measure font-semibold">
            {code} · {text[locale]}
          </h2>
          <ul className="mt-1">
            {own.map((comment) => (
              <ManagedRow
                key={comment.id}
                removal={
                  mayChange && {
                    action: ACTION,
                    fields: { authorityId: authority.id, id: comment.id },
                    word: t("retire"),
                    label: t("retireOf", { text: isolated(locale, comment.text) }),
                  }
                }
              >
                <bdi lang={comment.language}>{comment.text}</bdi>{" "}
                <span className="text-soft text-sm">
                  {t(`languages.${comment.language}` as "languages.en")}
                </span>
              </ManagedRow>
            ))}
          </ul>
        </section>
      ))}
      {mayChange && scheme && (
        <ManagedForm
          action={ACTION}
          fields={{ authorityId: authority.id, schemeId: scheme.id }}
          title={t("addComment")}
          submit={t("addComment")}
          isOpen={asked.item !== "" || before.text !== undefined || named.length === 0}
        >
          <SelectField
            id="comment-item"
            name="itemCode"
            label={t("item")}
            value={items.find(({ code }) => code === (before.itemCode ?? asked.item))?.code}
            choices={items.map(({ code, text }) => ({
              value: code,
              text: `${code} · ${text[locale]}`,
            }))}
          />
          <SelectField
            id="comment-language"
            name="language"
            label={t("language")}
            value={LANGUAGES.find((one) => one === (before.language ?? asked.language)) ?? locale}
            choices={LANGUAGES.map((one) => ({ value: one, text: t(`languages.${one}`) }))}
          />
          <TextArea
            id="comment-text"
            name="text"
            label={t("sentence")}
            maxLength={COMMENT_LENGTH_MAX}
            defaultValue={before.text}
            required
          />
        </ManagedForm>
      )}
    </div>
  );
}
