import { useEffect, useRef, useState } from "react";
import type { ListedEntity } from "@/core/entity";
import type { Suggestion } from "@/core/listing";
import type { Domain } from "@/core/standing";

/** A business as it is suggested: without a mark, since those beside it are of places. */
export type SuggestedBusiness = Pick<ListedEntity, "scheme" | "number" | "name" | "language">;

export interface SuggestAnswer {
  items: Suggestion[];
  /** In whose name the words are. */
  businesses: SuggestedBusiness[];
  corrected: { from: string; to: string }[];
}

const NOTHING: SuggestAnswer = { items: [], businesses: [], corrected: [] };
const DEBOUNCE_MS = 120;
const KEPT_MAX = 50;

/** One Han character says as much as a word; of other scripts two letters are needed. */
export function isEnoughToSuggest(text: string): boolean {
  return text.length >= 2 || /\p{Script=Han}/u.test(text);
}

/** Suggestions for what is typed; only the latest question is ever answered. */
export function useSuggestions(
  domain: Domain,
  near: { lat: number; lon: number } | null,
  onAnswer: (answer: SuggestAnswer) => void,
) {
  const [answer, setAnswer] = useState(NOTHING);
  const asked = useRef<AbortController | null>(null);
  const kept = useRef(new Map<string, SuggestAnswer>());
  useEffect(() => () => asked.current?.abort(), []);

  const take = (next: SuggestAnswer) => {
    setAnswer(next);
    onAnswer(next);
  };
  const forget = () => {
    asked.current?.abort();
    setAnswer(NOTHING);
  };
  const ask = async (typed: string) => {
    asked.current?.abort();
    const q = typed.trim().slice(0, 200);
    if (!isEnoughToSuggest(q)) return forget();
    const controller = new AbortController();
    asked.current = controller;
    const url = suggestUrl(q, domain, near);
    const known = kept.current.get(url);
    if (known) return take(known);
    await new Promise((resolve) => setTimeout(resolve, DEBOUNCE_MS));
    if (controller.signal.aborted) return;
    const next = await fetchSuggestions(url, controller.signal);
    if (controller.signal.aborted) return;
    if (next) {
      if (kept.current.size >= KEPT_MAX) kept.current.clear();
      kept.current.set(url, next);
    }
    take(next ?? NOTHING);
  };
  return { answer, ask, forget };
}

function suggestUrl(q: string, domain: Domain, near: { lat: number; lon: number } | null): string {
  const search = new URLSearchParams({ q });
  if (domain !== "food") search.set("domain", domain);
  if (near) search.set("near", `${near.lat.toFixed(3)},${near.lon.toFixed(3)}`);
  return `/api/v1/suggest?${search}`;
}

/** Null where there is no answer: the form works without one, so nothing is said. */
async function fetchSuggestions(url: string, signal: AbortSignal): Promise<SuggestAnswer | null> {
  try {
    const response = await fetch(url, { signal });
    return response.ok ? ((await response.json()) as SuggestAnswer) : null;
  } catch {
    return null;
  }
}
