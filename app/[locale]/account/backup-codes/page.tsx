import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { identity } from "@/app/identity";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { BackupCodes } from "@/components/backup-codes";
import { readNext } from "@/core/office-path";
import { officeDatabase } from "@/db/client";
import { takeOneLook } from "@/db/commands/show-once";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("backup.title"), robots: { index: false } };
}

/** New backup codes, once; whoever comes again is told to make others. */
export default async function BackupCodesPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/account/backup-codes");
  const { userId } = await requireSignedIn(locale);
  const mayLook = await takeOneLook(officeDatabase(), userId);
  const shown = mayLook ? await identity().api.viewBackupCodes({ body: { userId } }) : null;
  const next = readNext((await searchParams).next) ?? `/${locale}/account`;
  return <BackupCodes codes={shown?.backupCodes ?? null} next={next} />;
}
