import type { ReactNode } from "react";

/**
 * Any control of a form under its label; `hint` says what is expected, before anything is typed, and
 * has the control's id with `-hint` behind it.
 */
export function LabelledField({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}
