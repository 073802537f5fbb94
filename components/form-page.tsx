import type { ReactNode } from "react";

/** A page that asks for a few things, in one narrow column. */
export function FormPage({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{title}</h1>
      {intro && <p className="measure mt-3">{intro}</p>}
      <div className="mt-6 grid max-w-sm gap-6">{children}</div>
    </div>
  );
}
