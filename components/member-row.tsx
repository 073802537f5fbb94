import type { ReactNode } from "react";
import { HiddenFields } from "@/components/hidden-fields";

/** Somebody who holds a role in a list, and ending it, folded, where that may be. */
export function MemberRow({
  name,
  email,
  children,
  ending,
}: {
  name: string;
  email: string;
  /** The role and since when. */
  children: ReactNode;
  ending:
    | false
    | {
        action: string;
        membershipId: number;
        /** Of the fold, and the name that tells it from its neighbours'. */
        word: string;
        label: string;
        /** What ending it does, and whatever has to be agreed to. */
        text: string;
        consent?: ReactNode;
        submit: string;
      };
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-1">
      <span className="min-w-0 grow basis-64">
        <strong className="font-semibold">
          <bdi>{name}</bdi>
        </strong>{" "}
        <span className="text-soft" dir="ltr">
          {email}
        </span>
        <br />
        {children}
      </span>
      {ending && (
        <details>
          <summary
            id={`ends-${ending.membershipId}`}
            className="control arrow"
            aria-label={ending.label}
          >
            {ending.word}
          </summary>
          <form method="post" action={ending.action} className="measure grid gap-2 py-2">
            <HiddenFields fields={{ membershipId: ending.membershipId }} />
            <p>{ending.text}</p>
            {ending.consent}
            <button
              type="submit"
              name="change"
              value="end"
              aria-describedby={`ends-${ending.membershipId}`}
              className="control justify-self-start"
            >
              {ending.submit}
            </button>
          </form>
        </details>
      )}
    </li>
  );
}
