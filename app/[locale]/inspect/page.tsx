import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { basemap } from "@/app/basemap";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { officeToday } from "@/app/office-today";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { WorklistPage } from "@/components/worklist-page";
import { parseDueQuery } from "@/core/due-query";
import { mayAnywhere } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { logLook } from "@/db/commands/log-look";
import { prepareWorklist } from "@/db/commands/prepare-worklist";
import { listManaged } from "@/db/queries/find-managed";
import { listAreaNames } from "@/db/queries/list-areas";
import { listDue } from "@/db/queries/list-due";
import { listOwnVisits } from "@/db/queries/list-own-visits";
import { listPlannedDays } from "@/db/queries/list-plan";

const PAGE_ROWS = 50;

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("worklist");
  return { title: t("title"), robots: { index: false } };
}

export default async function Worklist({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/inspect");
  const actor = await requireSignedIn(locale, "read-worklist");
  const search = await searchParams;
  const asked = readSearch(search);
  const query = parseDueQuery(asked);
  const cursor = asked.get("cursor");
  const db = officeDatabase();
  const today = await officeToday(actor);
  const { isBeingMade } = await prepareWorklist(db, actor);
  await logLook(db, actor, "read-worklist", "worklist");
  const authorities = await listManaged(db, actor, "read-worklist");
  const [page, areas, planned, schemes, ownVisits] = await Promise.all([
    listDue(db, actor, query, { cursor, limit: PAGE_ROWS, today }),
    listAreaNames(
      db,
      authorities.map(({ id }) => id),
    ),
    listPlannedDays(db, actor, today),
    allSchemes(),
    mayAnywhere(actor, "record-visit") ? listOwnVisits(db, actor, new Date()) : null,
  ]);
  return (
    <WorklistPage
      {...{ query, page, authorities, areas, planned, schemes, ownVisits, locale, today }}
      continued={cursor !== null}
      isBeingMade={isBeingMade}
      may={{
        plan: mayAnywhere(actor, "plan-day"),
        register: mayAnywhere(actor, "register-site"),
        // Who administers an authority finds them there.
        decideSchemes:
          mayAnywhere(actor, "confirm-scheme") && !mayAnywhere(actor, "read-authority"),
      }}
      basemap={basemap()}
      notice={<OfficeNotice search={search} />}
    />
  );
}
