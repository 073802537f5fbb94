import type { ReactNode } from "react";

/** Any control of a form under its label. */
export function LabelledField({
  id,
  label,
  children,
}: {
  id: string;
  label: string;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}
