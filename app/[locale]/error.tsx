"use client";
import { useParams } from "next/navigation";
import { failureWords } from "@/components/failure-words";

/** Shown in place of a page that failed; the sentence needs no data and no dictionary. */
export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  const words = failureWords(locale);
  return (
    <div className="page py-12">
      <h1 className="font-semibold text-xl">{words.title}</h1>
      <p className="measure mt-3">{words.text}</p>
      <button type="button" className="control mt-4" onClick={() => retry()}>
        {words.retry}
      </button>
    </div>
  );
}
