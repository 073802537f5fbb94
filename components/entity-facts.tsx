import { useTranslations } from "next-intl";
import type { EntityContext } from "@/components/entity-page";
import { Facts } from "@/components/facts";
import { FormerNames } from "@/components/former-names";
import { useNumberSchemes } from "@/components/number-schemes";
import { Section } from "@/components/section";
import type { EntityNumber } from "@/core/entity";

/** Numbers, legal form and the names a business went by. */
export function EntityFacts({ entity, asked, locale }: EntityContext) {
  const t = useTranslations("entity");
  const place = useTranslations("place");
  const numberSchemes = useNumberSchemes();
  const { profile, identifiers } = entity;
  const others = identifiers.filter(
    (one) => one.scheme !== asked.scheme || one.number !== asked.number,
  );
  const former = profile?.formerNames ?? [];
  return (
    <Section id="business" title={t("facts")}>
      <Facts
        facts={[
          { name: t("number"), value: numberText(asked) },
          {
            name: t("otherNumbers"),
            value:
              profile &&
              others.length > 0 &&
              others.map((one) => <p key={`${one.scheme} ${one.number}`}>{numberText(one)}</p>),
          },
          { name: t("legalForm"), value: profile && formWord(profile.legalForm) },
          {
            name: place("formerNames"),
            value: former.length > 0 && (
              <FormerNames names={former} language={profile?.language} locale={locale} />
            ),
          },
        ]}
      />
    </Section>
  );

  function numberText({ scheme, number }: EntityNumber) {
    return (
      <>
        <bdi className="tabular-nums">{number}</bdi>
        <span className="block text-sm text-soft">{numberSchemes.nameOf(scheme)}</span>
      </>
    );
  }

  function formWord(form: string) {
    const key = `forms.${form}` as "forms.company";
    return t.has(key) ? t(key) : null;
  }
}
