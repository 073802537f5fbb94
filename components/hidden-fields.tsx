/** What a form says besides what is typed; what is null is not sent. */
export function HiddenFields({
  fields,
}: {
  fields: Readonly<Record<string, string | number | null>>;
}) {
  return Object.entries(fields).map(
    ([name, value]) =>
      value !== null && <input key={name} type="hidden" name={name} value={value} />,
  );
}
