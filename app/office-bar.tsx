import { headers } from "next/headers";
import { officeParts } from "@/app/office-links";
import { readSession } from "@/app/session";
import { OfficeBar } from "@/components/office-bar";
import type { Locale } from "@/core/locale";

/**
 * The bar of whoever is signed in, on pages of the back-office only: the front says which those are,
 * and pages for everybody are drawn without anything of the reader's.
 */
export async function SignedInBar({ locale }: { locale: Locale }) {
  const target = (await headers()).get("placard-target");
  const session = target ? await readSession() : null;
  if (!target || !session) return null;
  const { name, memberships, lacksFactor } = session;
  return (
    <OfficeBar
      locale={locale}
      name={name}
      roles={[...new Set(memberships.map(({ role }) => role))]}
      parts={lacksFactor ? [] : officeParts(memberships)}
      current={target.split(/[/?]/)[2]}
    />
  );
}
