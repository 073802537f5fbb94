import type { ComponentProps } from "react";
import { LabelledField } from "@/components/labelled-field";

/**
 * One labelled line of a form; `hint` says what is expected, before anything is typed. A text runs as
 * its own letters do, whatever the page's language.
 */
export function FormField({
  label,
  hint,
  ...input
}: { label: string; hint?: string | undefined; name: string } & ComponentProps<"input">) {
  const id = input.id ?? `field-${input.name}`;
  return (
    <LabelledField id={id} label={label} hint={hint}>
      <input
        type="text"
        {...((input.type ?? "text") === "text" && { dir: "auto", placeholder: " " })}
        {...input}
        id={id}
        className="control w-full cursor-text"
        {...(hint && { "aria-describedby": `${id}-hint` })}
      />
    </LabelledField>
  );
}
