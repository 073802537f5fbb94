import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { RegisterNumber } from "@/components/register-number";
import { Section } from "@/components/section";
import { TaxBatchDecision } from "@/components/tax-batch-decision";
import { TaxBatchFacts } from "@/components/tax-batch-facts";
import { TaxMove, TaxMoves } from "@/components/tax-moves";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";
import type { TaxBatch } from "@/core/tax-batch";

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
  const { state } = batch;
  const at = `/${locale}/tax/batches/${batch.id}`;
  const caseUrl = ({ scheme, number }: Turn) =>
    `/${locale}/tax/entities/${scheme}/${encodeURIComponent(number)}`;
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
      <TaxBatchDecision {...props} />
      <Section id="facts" title={t("facts")}>
        <TaxBatchFacts {...{ batch, schemes, locale }} />
      </Section>
      <Section id="moves" title={t("moves", { state })}>
        <TaxMoves
          moves={batch.moves}
          {...(state !== "refused" && {
            href: (one) => `${at}?${new URLSearchParams({ move: one })}#turns`,
          })}
          current={move}
          locale={locale}
        />
      </Section>
      <Section id="turns" title={t("turns", { state })}>
        {move !== null && (
          <a className="target" href={`${at}#turns`}>
            {t("allTurns")}
          </a>
        )}
        {turns.items.length === 0 ? (
          <p>{t("noTurns", { state })}</p>
        ) : (
          <ul>
            {turns.items.map((turn) => (
              <li key={turn.key} className="border-hairline border-t py-2">
                <a className="target font-semibold" href={caseUrl(turn)}>
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
