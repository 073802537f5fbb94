import type { ReactNode } from "react";

/** What came of the form that was sent: above it, and told to whoever does not see it. */
export function FormNotice({
  id,
  tone,
  children,
}: {
  id?: string;
  tone: "refused" | "done";
  children: ReactNode;
}) {
  return (
    <p
      id={id}
      role={tone === "refused" ? "alert" : "status"}
      className={`measure rounded border-s-4 bg-note px-4 py-3 ${
        tone === "refused" ? "border-ink" : "border-accent"
      }`}
    >
      {children}
    </p>
  );
}
