import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { DecisionForm } from "@/components/decision-form";
import { Facts } from "@/components/facts";
import { RegisterNumber } from "@/components/register-number";
import { Section } from "@/components/section";
import { TaxMove, TaxMoves } from "@/components/tax-moves";
import { formatDate, formatMoment, formatNumber, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";
import { implausible, type TaxBatch } from "@/core/tax-batch";

interface Turn {
  scheme: string;
  number: string;
  name: string | null;
  from: Standing;
  to: Standing;
  key: number;
}

interface Props {
  batch: TaxBatch;
  turns: { items: readonly Turn[]; next: number | null };
  schemes: ReadonlyMap<string, Scheme>;
  /** The one move whose entities are listed; null for all. */
  move: string | null;
  isOwn: boolean;
  mayDecide: boolean;
  locale: Locale;
  notice: ReactNode;
}

/** One delivery: its facts, who turns which colour, and the decision where it is held. */
export function TaxBatchPage(props: Props) {
  const { batch, turns, schemes, move, locale, notice } = props;
  const t = useTranslations("tax");
  const at = `/${locale}/tax/batches/${batch.id}`;
  const following = new URLSearchParams({
    ...(move && { move }),
    after: String(turns.next ?? 0),
  });
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/tax`}>{t("back")}</BackLink>
      <h1 className="font-semibold text-xl">
        {t("batchOf", { date: formatDate(locale, batch.asOf) })}
      </h1>
      <div className="mt-4 empty:hidden">{notice}</div>
      <Decision {...props} />
      <Section id="facts" title={t("facts")}>
        <Facts
          facts={[
            {
              name: t("authority"),
              value: <bdi lang={batch.authority.language}>{batch.authority.name}</bdi>,
            },
            { name: t("stateName"), value: t(`state.${batch.state}`) },
            { name: t("scheme"), value: schemes.get(batch.scheme)?.title[locale] ?? batch.scheme },
            { name: t("rowsName"), value: formatNumber(locale, batch.rows) },
            { name: t("received"), value: formatMoment(locale, batch.receivedAt.getTime()) },
            { name: t("sentBy"), value: batch.keyName ?? batch.receivedBy?.name ?? t("operator") },
            {
              name: t("decided"),
              value:
                batch.decidedBy &&
                t("decidedBy", {
                  name: isolated(locale, batch.decidedBy),
                  moment: formatMoment(locale, batch.decidedAt?.getTime() ?? 0),
                }),
            },
            {
              name: t("reason"),
              // Of a held one the decision above says it.
              value: batch.state !== "held" && batch.reason && <bdi>{batch.reason}</bdi>,
            },
          ]}
        />
      </Section>
      <Section id="moves" title={t("moves")}>
        <TaxMoves
          moves={batch.moves}
          href={(one) => `${at}?${new URLSearchParams({ move: one })}#turns`}
          current={move}
          locale={locale}
        />
      </Section>
      <Section id="turns" title={t("turns")}>
        {move !== null && (
          <a className="target" href={`${at}#turns`}>
            {t("allTurns")}
          </a>
        )}
        {turns.items.length === 0 ? (
          <p>{t("noTurns")}</p>
        ) : (
          <ul>
            {turns.items.map((turn) => (
              <li key={turn.key} className="border-hairline border-t py-2">
                <a
                  className="target font-semibold"
                  href={`/${locale}/tax/entities/${turn.scheme}/${encodeURIComponent(turn.number)}`}
                >
                  <bdi>{turn.name ?? turn.number}</bdi>
                </a>
                <p className="text-soft text-sm">
                  <RegisterNumber of={turn} />
                </p>
                <p>
                  <TaxMove from={turn.from} to={turn.to} />
                </p>
              </li>
            ))}
          </ul>
        )}
        {turns.next !== null && (
          <a className="control mt-4" href={`${at}?${following}#turns`}>
            {t("more")}
          </a>
        )}
      </Section>
    </div>
  );
}

function Decision({ batch, isOwn, mayDecide }: Props) {
  const t = useTranslations("tax");
  if (batch.state !== "held") return null;
  const known = Object.entries(batch.moves)
    .filter(([move]) => !move.startsWith("new>"))
    .reduce((sum, [, count]) => sum + count, 0);
  const doubt = implausible(batch.moves, known)?.kind ?? "red";
  const decision = { action: "/office/tax/batches", fields: { id: batch.id }, name: "decision" };
  return (
    <section aria-labelledby="decision" className="measure mt-4 rounded bg-note px-4 py-3">
      <h2 id="decision" className="font-semibold">
        {t("heldTitle")}
      </h2>
      <p>{t(`held.${doubt}`)}</p>
      {batch.reason && (
        <p className="text-soft text-sm" lang="en" dir="auto">
          {batch.reason}
        </p>
      )}
      {isOwn && <p className="mt-1">{t("own")}</p>}
      {mayDecide && (
        <>
          <DecisionForm {...decision} value="release" word={t("release")} isPrimary />
          <DecisionForm
            {...decision}
            value="refuse"
            word={t("refuse")}
            reason={{ id: "batch-reason", label: t("whyRefuse"), maxLength: 500 }}
          />
        </>
      )}
    </section>
  );
}
