import { useEffect } from "react";
import type { MapView } from "@/components/map-view";

/** Lights marks of the map while their row of the list is under the pointer or has the focus. */
export function useLitRows(view: MapView | null): void {
  useEffect(() => {
    if (!view) return;
    const light = (event: Event) => {
      const row = event.target instanceof Element && event.target.closest("[data-site-id]");
      view.light(row instanceof HTMLElement ? placeOf(row) : null);
    };
    for (const type of ["mouseover", "focusin"]) document.addEventListener(type, light);
    return () => {
      for (const type of ["mouseover", "focusin"]) document.removeEventListener(type, light);
    };
  }, [view]);
}

function placeOf({ dataset }: HTMLElement): { id: string; lat: number; lon: number } {
  return { id: dataset.siteId ?? "", lat: Number(dataset.lat), lon: Number(dataset.lon) };
}

/** Lights the rows of these places and no others. */
export function lightRows(ids: readonly string[]): void {
  for (const row of document.querySelectorAll("[data-site-id].is-lit")) {
    row.classList.remove("is-lit");
  }
  for (const id of ids) {
    const row = document.querySelector(`[data-site-id="${CSS.escape(id)}"]`);
    row?.classList.add("is-lit");
  }
}
