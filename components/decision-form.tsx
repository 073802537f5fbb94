import type { ComponentProps } from "react";
import { FormField } from "@/components/form-field";
import { HiddenFields } from "@/components/hidden-fields";

/** A decision as a form of its own: its button, beside its reason where it needs one. */
export function DecisionForm({
  action,
  fields,
  name,
  value,
  word,
  reason,
  isPrimary = false,
}: {
  action: string;
  fields: Readonly<Record<string, string | number>>;
  /** What the button says to the server, and to whoever presses it. */
  name: string;
  value: string;
  word: string;
  reason?: Omit<ComponentProps<typeof FormField>, "name"> | undefined;
  isPrimary?: boolean;
}) {
  return (
    <form method="post" action={action} className="mt-3 flex flex-wrap items-end gap-3">
      <HiddenFields fields={fields} />
      {reason && (
        <div className="grow">
          <FormField required {...reason} name="reason" autoComplete="off" />
        </div>
      )}
      <button
        type="submit"
        name={name}
        value={value}
        className={isPrimary ? "control control-primary" : "control"}
      >
        {word}
      </button>
    </form>
  );
}
