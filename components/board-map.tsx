"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useId, useRef, useState } from "react";
import { withView } from "@/components/map-address";
import type { Basemap } from "@/components/map-basemap";
import { GrowHandle, StreetsSwitch, ZoomButtons } from "@/components/map-controls";
import { fill, type MapLabels, type OutcomeWords } from "@/components/map-labels";
import { useLitRows } from "@/components/map-lit-rows";
import { useMapView } from "@/components/map-use-view";
import type { BoardQuery } from "@/core/board-query";
import { formatMoment } from "@/core/format";
import type { Box } from "@/core/listing";
import type { Locale } from "@/core/locale";
import "@/components/board-map.css";

export interface BoardMapProps {
  query: BoardQuery;
  /** What the result, or else the board, lies in; null where nothing has a position. */
  bounds: Box | null;
  schemes: OutcomeWords;
  labels: MapLabels;
  /** Null for the outline of the world. */
  basemap: Basemap | null;
  locale: Locale;
  dir: "ltr" | "rtl";
}

/** The map beside the list: the same places, drawn in the browser. The list never needs it. */
export function BoardMap(props: BoardMapProps) {
  const { query, labels, basemap } = props;
  const path = usePathname();
  const address = useSearchParams();
  const canvas = useRef<HTMLDivElement>(null);
  const keys = useId();
  const [grown, setGrown] = useState(false);
  const { view, message, asOf, limits } = useMapView(canvas, props);
  useLitRows(view);

  return (
    <div className="board-map no-print needs-script" data-grown={grown}>
      <div className="map-frame">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
        <div
          ref={canvas}
          className="map-canvas"
          dir="ltr"
          role="group"
          aria-label={labels.map}
          aria-describedby={keys}
        />
        <p id={keys} hidden>
          {labels.keys}
        </p>
        <div className="map-top">
          {query.bounds && (
            <Link
              className="map-chip"
              href={`${path}${withView(address, null)}`}
              prefetch={false}
              scroll={false}
            >
              {labels.reset}
            </Link>
          )}
          <p role="status" className="map-chip">
            {[
              message && labels[message],
              asOf && fill(labels.asOf, { time: formatMoment(props.locale, Date.parse(asOf)) }),
            ]
              .filter(Boolean)
              .join(" ")}
          </p>
        </div>
        {view && <ZoomButtons labels={labels} limits={limits} onZoom={(by) => view.zoomBy(by)} />}
      </div>
      <div className="map-bar">
        <GrowHandle grown={grown} onGrow={setGrown} label={grown ? labels.shrink : labels.grow} />
        {view && !basemap && <StreetsSwitch labels={labels} view={view} />}
      </div>
    </div>
  );
}
