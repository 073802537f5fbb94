import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState, useTransition } from "react";
import type { BoardMapProps } from "@/components/board-map";
import { bboxText, withView } from "@/components/map-address";
import { lightRows } from "@/components/map-lit-rows";
import type { MapState, MapView } from "@/components/map-view";
import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";

/** Nothing is said of a map that is there within this time. */
const SILENT_MS = 300;

/** Starts the map in the browser and keeps it and the address of the page in step. */
export function useMapView(canvas: RefObject<HTMLDivElement | null>, props: BoardMapProps) {
  const [view, setView] = useState<MapView | null>(null);
  const [message, setMessage] = useState<MapState["trouble"] | "loading">(null);
  const [asOf, setAsOf] = useState<MapState["asOf"]>(null);
  const [limits, setLimits] = useState({ in: true, out: true });
  const follow = useAddress();
  const latest = useRef({ props, follow });
  useEffect(() => {
    latest.current = { props, follow };
  });

  useEffect(() => {
    let made: MapView | null = null;
    let gone = false;
    const slow = setTimeout(() => setMessage("loading"), SILENT_MS);
    const start = async () => {
      const { MapView } = await import("@/components/map-view");
      if (gone || !canvas.current) return;
      const { locale, dir, labels, schemes, query, bounds, basemap } = latest.current.props;
      made = new MapView(canvas.current, {
        locale,
        dir,
        labels,
        schemes,
        onState: (state) => {
          setMessage(state.trouble);
          setAsOf(state.asOf);
        },
        onMove: (box, zoom) => latest.current.follow.moved(box, zoom),
        onZoomLimits: setLimits,
        onHover: lightRows,
      });
      made.show(query.bounds ?? bounds, query.bounds && query.zoom);
      if (basemap) made.setBasemap(basemap);
      clearTimeout(slow);
      setMessage(null);
      setView(made);
    };
    start().catch(() => {
      clearTimeout(slow);
      if (!gone) setMessage(navigator.onLine ? "failed" : "offline");
    });
    return () => {
      gone = true;
      clearTimeout(slow);
      made?.close();
      setView(null);
    };
  }, [canvas]);

  const { query, bounds } = props;
  useEffect(() => view?.setQuery(query), [view, query]);

  const place = query.bounds ? viewText(query) : JSON.stringify(bounds);
  const shown = useRef(place);
  useEffect(() => {
    if (!view || shown.current === place) return;
    shown.current = place;
    const { query, bounds } = latest.current.props;
    // What the reader's own moves put into the address is on the map already.
    if (latest.current.follow.isOwn(query)) return;
    view.show(query.bounds ?? bounds, query.bounds && query.zoom);
  }, [view, place]);

  return { view, message, asOf, limits };
}

/** Writes moves of the map into the address, and knows them again when the page answers. */
function useAddress() {
  const router = useRouter();
  const [isAnswering, startAnswer] = useTransition();
  const sent = useRef<string[]>([]);
  const next = useRef<{ bounds: Box; zoom: number } | null>(null);
  const send = () => {
    const view = next.current;
    next.current = null;
    if (!view) return;
    const address = new URLSearchParams(location.search);
    const to = withView(address, view);
    if (to === `?${address}`) return;
    sent.current.push(viewText(view));
    startAnswer(() => router.replace(`${location.pathname}${to}`, { scroll: false }));
  };
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (!isAnswering) latest.current();
  }, [isAnswering]);
  return {
    /** Lists never queue up: while one is on its way only the latest move waits for its turn. */
    moved(bounds: Box, zoom: number) {
      next.current = { bounds, zoom };
      if (!isAnswering) send();
    },
    isOwn(answered: BoardQuery): boolean {
      const at = sent.current.indexOf(viewText(answered));
      // Answers that were overtaken never come.
      if (at >= 0) sent.current.splice(0, at + 1);
      return at >= 0;
    },
  };
}

function viewText({ bounds, zoom }: Pick<BoardQuery, "bounds" | "zoom">): string {
  return bounds ? `${bboxText(bounds)} ${zoom}` : "";
}
