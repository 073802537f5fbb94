"use client";
import { useEffect, useRef, useState } from "react";
import type { Basemap } from "@/components/map-basemap";
import { StreetsSwitch, ZoomButtons } from "@/components/map-controls";
import type { MapLabels } from "@/components/map-labels";
import type { MapStop, StopsMapView } from "@/components/stops-map-view";
import "@/components/board-map.css";
import "@/components/stops-map.css";

const ALL = { in: true, out: true };

/** The words of such a map, in the reader's language. */
export type StopsMapLabels = Pick<
  MapLabels,
  "zoomIn" | "zoomOut" | "streets" | "streetsNote" | "streetsOff" | "failed"
>;

/** The places of a list on a map, drawn in the browser; the list never needs it. */
export function StopsMap({
  stops,
  name,
  labels,
  basemap,
}: {
  stops: readonly MapStop[];
  /** Of the map as a region. */
  name: string;
  labels: StopsMapLabels;
  basemap: Basemap | null;
}) {
  const canvas = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<StopsMapView | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made: StopsMapView | null = null;
    let gone = false;
    const start = async () => {
      const { StopsMapView } = await import("@/components/stops-map-view");
      if (gone || !canvas.current) return;
      made = new StopsMapView(canvas.current, stops);
      if (basemap) made.setBasemap(basemap);
      setView(made);
    };
    start().catch(() => setFailed(true));
    return () => {
      gone = true;
      made?.close();
      setView(null);
    };
  }, [stops, basemap]);
  return (
    <div className="board-map stops-map no-print needs-script">
      <div className="map-frame">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
        <div ref={canvas} className="map-canvas" dir="ltr" role="group" aria-label={name} />
        {failed && (
          <div className="map-top">
            <p role="status" className="map-chip">
              {labels.failed}
            </p>
          </div>
        )}
        {view && <ZoomButtons labels={labels} limits={ALL} onZoom={(by) => view.zoomBy(by)} />}
      </div>
      {view && !basemap && (
        <div className="map-bar">
          <StreetsSwitch labels={labels} view={view} />
        </div>
      )}
    </div>
  );
}
