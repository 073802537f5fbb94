import type { ReactNode } from "react";

/** The way back to the page that a page belongs to, above its title. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="no-print pt-6">
      <a className="target" href={href}>
        {children}
      </a>
    </p>
  );
}
