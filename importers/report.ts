import type { IssueRow } from "@/core/import-row";
import { cleanText } from "@/core/tokens";

export type Report = (
  field: string,
  value: string | null | undefined,
  problem: string,
  action: IssueRow["action"],
) => IssueRow;

/** Makes the issues of one line, their values cut so that a report stays a report. */
export function reportOn(line: number, key: string | null): Report {
  return (field, value, problem, action) => ({
    kind: "issue",
    line,
    key,
    field,
    value: cleanText(value ?? "", 200),
    problem,
    action,
  });
}
