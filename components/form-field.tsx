import type { ComponentProps } from "react";

/** One labelled line of a form; `hint` says what is expected, before anything is typed. */
export function FormField({
  label,
  hint,
  ...input
}: { label: string; hint?: string; name: string } & ComponentProps<"input">) {
  const id = input.id ?? `field-${input.name}`;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      <input
        type="text"
        {...input}
        id={id}
        className="control w-full cursor-text"
        {...(hint && { "aria-describedby": `${id}-hint` })}
      />
    </div>
  );
}
