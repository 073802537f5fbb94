import { type PointerEvent, useEffect, useId, useRef, useState } from "react";
import type { Basemap } from "@/components/map-basemap";
import type { MapLabels } from "@/components/map-labels";
import type { MapView } from "@/components/map-view";

export function ZoomButtons({
  labels,
  limits,
  onZoom,
}: {
  labels: Pick<MapLabels, "zoomIn" | "zoomOut">;
  limits: { in: boolean; out: boolean };
  onZoom: (by: 1 | -1) => void;
}) {
  const button = (label: string, by: 1 | -1, possible: boolean, d: string) => (
    // Not `disabled`: the button that is in use would lose the focus at the last step.
    <button type="button" aria-label={label} aria-disabled={!possible} onClick={() => onZoom(by)}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d={d} fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
    </button>
  );
  return (
    <div className="map-zoom">
      {button(labels.zoomIn, 1, limits.in, "M9 3V15M3 9H15")}
      {button(labels.zoomOut, -1, limits.out, "M3 9H15")}
    </div>
  );
}

const OPEN_STREET_MAP: Basemap = {
  url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
  attribution: '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a>',
};

/** Remembers for one visit that the reader asked for OpenStreetMap's pictures. */
const KEY = "placard-streets";

/** Loads pictures of streets from a third party, once the reader has been told and has said so. */
export function StreetsSwitch({
  labels,
  view,
}: {
  labels: Pick<MapLabels, "streets" | "streetsNote" | "streetsOff">;
  view: Pick<MapView, "setBasemap">;
}) {
  const [on, setOn] = useState(() => sessionStorage.getItem(KEY) === "1");
  const note = useId();
  useEffect(() => {
    if (on) sessionStorage.setItem(KEY, "1");
    else sessionStorage.removeItem(KEY);
    view.setBasemap(on ? OPEN_STREET_MAP : null, () => setOn(false));
  }, [view, on]);
  return (
    <div className="map-streets">
      <button
        type="button"
        className="map-streets-switch"
        aria-describedby={on ? undefined : note}
        onClick={() => setOn(!on)}
      >
        {on ? labels.streetsOff : labels.streets}
      </button>
      {!on && (
        <p id={note} className="map-note">
          {labels.streetsNote}
        </p>
      )}
    </div>
  );
}

const PULL_PX = 16;

/** Makes the map of a phone larger or smaller, by a press or by pulling it down or up. */
export function GrowHandle({
  grown,
  onGrow,
  label,
}: {
  grown: boolean;
  onGrow: (grown: boolean) => void;
  label: string;
}) {
  const start = useRef<number | null>(null);
  const pulled = useRef(false);
  const pull = (event: PointerEvent) => {
    const by = start.current === null ? 0 : event.clientY - start.current;
    if (Math.abs(by) < PULL_PX) return;
    pulled.current = true;
    start.current = null;
    onGrow(by > 0);
  };
  return (
    <button
      type="button"
      className="map-grow"
      aria-expanded={grown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = event.clientY;
        pulled.current = false;
      }}
      onPointerMove={pull}
      onPointerUp={() => {
        start.current = null;
      }}
      onClick={(event) => {
        // A key press has no pointer before it (detail 0).
        if (!pulled.current || event.detail === 0) onGrow(!grown);
      }}
    >
      <span className="map-grip" />
      {label}
    </button>
  );
}
