"use client";
import { useState } from "react";

type Refusal = "denied" | "unavailable" | "timeout";
const REFUSALS: Readonly<Record<number, Refusal>> = { 1: "denied", 2: "unavailable", 3: "timeout" };
const WAIT_MS = 15_000;
/** A position of the last minute is still where the reader is. */
const AGE_MAX_MS = 60_000;

/** Sorts the board by distance from the reader, once the reader has agreed to be located. */
export function NearMe({ labels }: { labels: Record<"label" | "finding" | Refusal, string> }) {
  const [state, setState] = useState<"idle" | "finding" | Refusal>("idle");

  function locate() {
    setState("finding");
    if (!("geolocation" in navigator)) return setState("unavailable");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => location.assign(boardNear(coords)),
      (error) => setState(REFUSALS[error.code] ?? "unavailable"),
      { timeout: WAIT_MS, maximumAge: AGE_MAX_MS },
    );
  }

  return (
    <>
      <button
        type="button"
        className="control needs-script"
        onClick={locate}
        aria-disabled={state === "finding"}
      >
        <svg
          width="16"
          height="16"
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          aria-hidden="true"
        >
          <circle cx="8" cy="8" r="4.5" strokeWidth="1.5" />
          <path d="M8 0.5V3.5M8 12.5V15.5M0.5 8H3.5M12.5 8H15.5" strokeWidth="1.5" />
        </svg>
        {labels.label}
      </button>
      <p role="status" className="measure order-last basis-full text-sm empty:-mt-2">
        {state !== "idle" && labels[state]}
      </p>
    </>
  );
}

/** The present board from where the reader is, to about ten metres and without a map area. */
function boardNear({ latitude, longitude }: { latitude: number; longitude: number }): string {
  const search = new URLSearchParams(location.search);
  for (const name of ["sort", "cursor", "bbox", "z"]) search.delete(name);
  search.set("near", `${latitude.toFixed(4)},${longitude.toFixed(4)}`);
  return `${location.pathname}?${search}`;
}
