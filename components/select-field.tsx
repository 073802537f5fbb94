import { LabelledField } from "@/components/labelled-field";

/** A labelled choice of one in a form. */
export function SelectField({
  id,
  name,
  label,
  value,
  choices,
}: {
  id: string;
  name: string;
  label: string;
  value?: string | undefined;
  choices: readonly { value: string; text: string }[];
}) {
  return (
    <LabelledField id={id} label={label}>
      <select id={id} name={name} defaultValue={value} className="control w-full">
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </LabelledField>
  );
}
