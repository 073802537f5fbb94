import { useNumberSchemes } from "@/components/number-schemes";
import type { EntityNumber } from "@/core/entity";

/** A register number with the scheme that it is of. */
export function RegisterNumber({ of: { scheme, number } }: { of: EntityNumber }) {
  const { nameOf } = useNumberSchemes();
  return (
    <>
      {nameOf(scheme)}{" "}
      <bdi dir="ltr" className="tabular-nums">
        {number}
      </bdi>
    </>
  );
}
