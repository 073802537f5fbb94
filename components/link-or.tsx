import type { ReactNode } from "react";

/** A link where there is somewhere to go, else the words alone. */
export function LinkOr({ href, children }: { href: string | null; children: ReactNode }) {
  return href ? <a href={href}>{children}</a> : children;
}
