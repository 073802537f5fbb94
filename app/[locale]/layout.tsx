import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { allAuthorities } from "@/app/board-data";
import { boardPicture, linkPreview } from "@/app/link-preview";
import { SignedInBar } from "@/app/office-bar";
import { PageFooter } from "@/components/page-footer";
import { PageHeader } from "@/components/page-header";
import type { Authority } from "@/core/listing";
import { directionOf, readLocale } from "@/core/locale";
import { baseUrl } from "@/services/base-url";
import "../globals.css";

/** Pages are kept by the process in front, by data version; nothing is prerendered at build time. */
export const dynamic = "force-dynamic";

interface Props {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const t = await getTranslations("layout");
  const locale = readLocale((await params).locale) ?? "en";
  const title = t("name");
  const description = t("about");
  return {
    metadataBase: new URL(baseUrl()),
    title: { default: title, template: `%s · ${title}` },
    description,
    ...linkPreview(title, {
      title,
      description,
      picture: boardPicture(locale, description),
    }),
    formatDetection: { telephone: false },
  };
}

export default async function Layout({ children, params }: Props) {
  const locale = readLocale((await params).locale) ?? "en";
  const authorities = await allAuthorities();
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body className="flex min-h-dvh flex-col bg-paper font-sans text-base text-ink">
        <PageHeader locale={locale} invented={inventedNames(authorities)} />
        <SignedInBar locale={locale} />
        <main id="content" tabIndex={-1} className="grow outline-none">
          {children}
        </main>
        <PageFooter locale={locale} />
      </body>
    </html>
  );
}

function inventedNames(authorities: readonly Authority[]): string[] | "all" {
  const invented = authorities.filter((authority) => authority.invented);
  if (invented.length > 0 && invented.length === authorities.length) return "all";
  return invented.map((authority) => authority.name);
}
