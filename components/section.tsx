import type { ReactNode } from "react";

/** A part of a page under its own heading, which addresses can name. */
export function Section({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) {
  const titleId = `${id}-title`;
  return (
    <section id={id} aria-labelledby={titleId} className="mt-10 scroll-mt-6">
      <h2 id={titleId} className="mb-3 font-semibold text-lg">
        {title}
      </h2>
      {children}
    </section>
  );
}
