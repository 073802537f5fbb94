/** A labelled field of several lines; `hint` says what is expected, before anything is typed. */
export function TextArea({
  id,
  name,
  label,
  hint,
  rows = 3,
  maxLength,
  required = false,
}: {
  id: string;
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  maxLength?: number;
  required?: boolean;
}) {
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
      <textarea
        id={id}
        name={name}
        rows={rows}
        required={required}
        className="control w-full cursor-text py-2"
        {...(maxLength && { maxLength })}
        {...(hint && { "aria-describedby": `${id}-hint` })}
      />
    </div>
  );
}
