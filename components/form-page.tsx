import type { ReactNode } from "react";
import { FormNotice } from "@/components/form-notice";

/** A page that asks for a few things, in one narrow column, and says what came of them before. */
export function FormPage({
  title,
  intro,
  refused,
  done,
  children,
}: {
  title: string;
  intro?: ReactNode;
  refused?: ReactNode;
  done?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{title}</h1>
      {intro && <p className="measure mt-3">{intro}</p>}
      <div className="mt-6 grid max-w-sm gap-6">
        {refused && <FormNotice tone="refused">{refused}</FormNotice>}
        {done && <FormNotice tone="done">{done}</FormNotice>}
        {children}
      </div>
    </div>
  );
}
