import type { ReactNode } from "react";

/** Named facts one below the other; a fact without a value is left out. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== false)
        .map(({ name, value }) => (
          <div
            key={name}
            className="grid grid-cols-[2fr_3fr] gap-x-4 border-hairline border-t py-2"
          >
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
