import type { ReactNode } from "react";

/** A filter of which several choices can hold at once; opening one closes the others. */
export function FilterMenu({
  label,
  value,
  children,
}: {
  label: string;
  /** What is chosen now, in a word. */
  value: string;
  /** List items with a check box each. */
  children: ReactNode;
}) {
  return (
    <details name="filter" className="group relative w-full sm:w-auto">
      <summary className="block">
        <span className="block text-soft text-xs">{label}</span>
        <span className="control arrow w-full justify-between sm:w-auto">
          <span className="capital">{value}</span>
        </span>
      </summary>
      <fieldset className="desk:absolute desk:start-0 desk:top-full z-20 mt-1 desk:w-80 rounded border border-edge bg-paper p-2 desk:shadow-lg">
        <legend className="sr-only">{label}</legend>
        <ul className="desk:max-h-[60dvh] overflow-y-auto">{children}</ul>
      </fieldset>
    </details>
  );
}
