"use client";

import { useRouter } from "next/navigation";
import { type PointerEvent, useEffect, useId, useRef, useState } from "react";
import type { Locale } from "@/components/locales";
import type { MapLabels, OutcomeWords } from "@/components/map-labels";
import { useLitRows } from "@/components/map-lit-rows";
import type { Basemap, MapTrouble, MapView } from "@/components/map-view";
import { boardUrl } from "@/components/urls";
import { type BoardQuery, boardSearch } from "@/core/board-query";
import type { Box } from "@/core/listing";
import "@/components/board-map.css";

const OSM: Basemap = {
  url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
  attribution: '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a>',
};

/** Remembers for one visit that the reader asked for OpenStreetMap's pictures. */
const STREETS_KEY = "placard-streets";

export interface BoardMapProps {
  query: BoardQuery;
  /** What the result, or the board, lies in; null where nothing has a position. */
  bounds: Box | null;
  schemes: OutcomeWords;
  labels: MapLabels;
  basemap: Basemap | null;
  locale: Locale;
  dir: "ltr" | "rtl";
}

/** The map beside the list: the same places, drawn in the browser; the list never needs it. */
export function BoardMap(props: BoardMapProps) {
  const { query, labels, locale, basemap } = props;
  const canvas = useRef<HTMLDivElement>(null);
  const { view, status, limits, trouble, setQuiet } = useMapView(canvas, props);
  const [grown, setGrown] = useState(false);
  const [streets, setStreets] = useState(false);
  const ids = { keys: useId(), note: useId() };

  useEffect(() => {
    if (sessionStorage.getItem(STREETS_KEY)) setStreets(true);
  }, []);
  useEffect(() => view?.setBasemap(streets ? OSM : basemap), [view, streets, basemap]);
  useLitRows(view);

  const toggleStreets = () => {
    if (streets) sessionStorage.removeItem(STREETS_KEY);
    else sessionStorage.setItem(STREETS_KEY, "1");
    setStreets(!streets);
    setQuiet();
  };

  return (
    <section className="board-map no-print needs-script" data-grown={grown} aria-label={labels.map}>
      <div className="map-frame">
        <p id={ids.keys} hidden>
          {labels.keys}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in two directions. */}
        <div ref={canvas} className="map-canvas" dir="ltr" role="group" aria-label={labels.map} aria-describedby={ids.keys} tabIndex={0} />
        {query.bounds && (
          <a className="map-chip map-reset" href={boardUrl(locale, { ...query, bounds: null })}>
            {labels.reset}
          </a>
        )}
        {view && (
          <div className="map-zoom">
            <ZoomButton label={labels.zoomIn} off={!limits.in} onClick={() => view.zoomBy(1)} d="M9 3.5V14.5M3.5 9H14.5" />
            <ZoomButton label={labels.zoomOut} off={!limits.out} onClick={() => view.zoomBy(-1)} d="M3.5 9H14.5" />
          </div>
        )}
        <div className="map-foot">
          <p role="status" className={status || trouble ? "map-chip" : ""}>
            {status ? labels[status] : trouble && labels[trouble]}
          </p>
          {view && !basemap && (
            <>
              <button type="button" className="map-chip" aria-describedby={streets ? undefined : ids.note} onClick={toggleStreets}>
                {streets ? labels.streetsOff : labels.streets}
              </button>
              {!streets && (
                <p id={ids.note} className="map-note">
                  {labels.streetsNote}
                </p>
              )}
            </>
          )}
        </div>
      </div>
      <GrowHandle grown={grown} onGrow={setGrown} label={grown ? labels.shrink : labels.grow} />
    </section>
  );
}
