"use client";
import { useState } from "react";

const WAIT_MS = 15_000;

/** Puts the device's position into two fields, once its owner has agreed. */
export function MyPosition({
  lat,
  lon,
  labels,
}: {
  /** Ids of the fields. */
  lat: string;
  lon: string;
  labels: Record<"here" | "finding" | "failed", string>;
}) {
  const [state, setState] = useState<"idle" | "finding" | "failed">("idle");
  function locate() {
    if (!("geolocation" in navigator)) return setState("failed");
    setState("finding");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        write(lat, coords.latitude);
        write(lon, coords.longitude);
        setState("idle");
      },
      () => setState("failed"),
      { timeout: WAIT_MS, enableHighAccuracy: true },
    );
  }
  return (
    <div className="needs-script">
      <button
        type="button"
        className="control"
        onClick={locate}
        aria-disabled={state === "finding"}
      >
        {labels.here}
      </button>
      <p role="status" className="mt-1 text-sm">
        {state !== "idle" && labels[state]}
      </p>
    </div>
  );
}

function write(id: string, degrees: number): void {
  const field = document.getElementById(id);
  if (field instanceof HTMLInputElement) field.value = degrees.toFixed(6);
}
