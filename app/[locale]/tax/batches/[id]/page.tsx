import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { TaxBatchPage } from "@/components/tax-batch-page";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { lookAtTaxBatch } from "@/db/commands/tax/look-at-tax-batch";
import { listTaxTurns } from "@/db/queries/list-tax-turns";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tax");
  return { title: t("batch"), robots: { index: false } };
}

const afterField = z.coerce.number().int().nonnegative().safe();

/** One delivery: what it changes, one entity after the other, and the decision where it is held. */
export default async function BatchPage({ params, searchParams }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/tax/batches/${id}`);
  const actor = await requireSignedIn(locale, "read-tax");
  const named = z.uuid().safeParse(id).data ?? "00000000-0000-0000-0000-000000000000";
  const batch = await lookAtTaxBatch(officeDatabase(), actor, named);
  if (!batch) return refuse();
  const search = await searchParams;
  const move = oneOf(search.move, Object.keys(batch.moves));
  const [from = "", to = ""] = move?.split(">") ?? [];
  const [turns, schemes] = await Promise.all([
    listTaxTurns(officeDatabase(), batch, {
      move: move === null ? null : { from, to },
      after: afterField.safeParse(search.after).data ?? 0,
    }),
    allSchemes(),
  ]);
  const isOwn = batch.receivedBy?.id === actor.userId;
  return (
    <TaxBatchPage
      {...{ batch, turns, schemes, move, locale, isOwn }}
      mayDecide={batch.state === "held" && !isOwn && may(actor, "manage-tax", batch.authority.id)}
      notice={<OfficeNotice search={search} />}
    />
  );
}
