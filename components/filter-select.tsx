/** A filter with one choice. */
export function FilterSelect({
  name,
  label,
  value,
  choices,
}: {
  name: string;
  label: string;
  value: string;
  choices: readonly { value: string; text: string }[];
}) {
  const id = `filter-${name}`;
  return (
    <div className="w-full sm:w-auto">
      <label className="block text-soft text-xs" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        name={name}
        defaultValue={value}
        className="control w-full max-w-full sm:max-w-56"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  );
}
