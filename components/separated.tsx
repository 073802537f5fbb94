import { Fragment, type ReactNode } from "react";

/** Facts in a row with dots between them; what is absent leaves no dot behind. */
export function Separated({ parts }: { parts: readonly ReactNode[] }) {
  const present = parts.filter(
    (part) => part !== null && part !== undefined && part !== false && part !== "",
  );
  return present.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed sequence that is never reordered
    <Fragment key={index}>
      {index > 0 && "\u00a0· "}
      {part}
    </Fragment>
  ));
}
