import type { ReactNode } from "react";
import { HiddenFields } from "@/components/hidden-fields";

/** Where a form of an authority's lists is sent, and what it says besides what is typed. */
interface Target {
  action: string;
  fields: Readonly<Record<string, string | number>>;
}

/** One thing of an authority's, with the button that takes it away where that may be. */
export function ManagedRow({
  removal,
  children,
}: {
  removal: false | (Target & { word: string; label: string });
  children: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-1">
      <span className="min-w-0 grow">{children}</span>
      {removal && (
        <form method="post" action={removal.action}>
          <HiddenFields fields={removal.fields} />
          <button
            type="submit"
            name="change"
            value="remove"
            className="control"
            aria-label={removal.label}
          >
            {removal.word}
          </button>
        </form>
      )}
    </li>
  );
}

/** The form that adds to a list; folded until it is wanted, or what was typed needs another look. */
export function ManagedForm({
  action,
  fields,
  title,
  submit,
  change = "add",
  isOpen,
  children,
}: Target & {
  title: string;
  submit: string;
  /** What the form does. */
  change?: string;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <details className="mt-4" open={isOpen}>
      <summary className="control arrow">{title}</summary>
      <form method="post" action={action} className="mt-4 grid max-w-md gap-4">
        <HiddenFields fields={fields} />
        {children}
        <button
          type="submit"
          name="change"
          value={change}
          className="control control-primary justify-self-start"
        >
          {submit}
        </button>
      </form>
    </details>
  );
}
