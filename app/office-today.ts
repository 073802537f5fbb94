import type { IsoDate } from "@/core/import-row";
import { localDay } from "@/core/local-day";
import type { Actor } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findTimeZone } from "@/db/queries/find-time-zone";

/** The day of a request where an official works; public pages go by `today`. */
export async function officeToday(actor: Actor): Promise<IsoDate> {
  return localDay(new Date(), await findTimeZone(officeDatabase(), actor));
}
