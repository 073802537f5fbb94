"use client";
import { useState } from "react";

/** Copies a text and says whether that worked. */
export function CopyButton({
  text,
  labels,
}: {
  text: string;
  labels: { copy: string; copied: string; failed: string };
}) {
  const [said, setSaid] = useState("");
  return (
    <div className="no-print needs-script mt-2 flex flex-wrap items-center gap-3">
      <button
        type="button"
        className="control"
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setSaid(labels.copied),
            () => setSaid(labels.failed),
          )
        }
      >
        {labels.copy}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
