import type { ComponentProps } from "react";
import { LabelledField } from "@/components/labelled-field";

/** A labelled field of several lines; `hint` says what is expected, before anything is typed. */
export function TextArea({
  id,
  label,
  hint,
  rows = 3,
  ...area
}: { id: string; label: string; hint?: string } & ComponentProps<"textarea">) {
  return (
    <LabelledField id={id} label={label} hint={hint}>
      <textarea
        dir="auto"
        placeholder=" "
        {...area}
        id={id}
        rows={rows}
        className="control w-full cursor-text py-2"
        {...(hint && { "aria-describedby": `${id}-hint` })}
      />
    </LabelledField>
  );
}
