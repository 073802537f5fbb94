"use client";
import { failureWords } from "@/components/failure-words";
import { directionOf, readLocale } from "@/core/locale";
import "./globals.css";

/** Shown when even the frame of a page failed, as when the database is away. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const path = typeof location === "undefined" ? "" : location.pathname;
  const locale = readLocale(path.split("/")[1]) ?? "en";
  const words = failureWords(locale);
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body className="bg-paper font-sans text-base text-ink">
        <main className="page py-12">
          <title>{words.title}</title>
          <h1 className="font-semibold text-xl">{words.title}</h1>
          <p className="measure mt-3">{words.text}</p>
          <button type="button" className="control mt-4" onClick={() => retry()}>
            {words.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
