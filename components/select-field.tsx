import { LabelledField } from "@/components/labelled-field";

/** A labelled choice of one in a form. */
export function SelectField({
  id,
  name,
  label,
  hint,
  value,
  choices,
  required,
}: {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  value?: string | undefined;
  choices: readonly { value: string; text: string }[];
  required?: boolean;
}) {
  return (
    <LabelledField id={id} label={label} hint={hint}>
      <select
        id={id}
        name={name}
        defaultValue={value}
        required={required}
        className="control w-full"
        {...(hint && { "aria-describedby": `${id}-hint` })}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </LabelledField>
  );
}
