import type { IssueRow } from "@/core/import-row";
import type { EntryRow, RegisterImportRow, RegisterRow } from "@/core/register-row";
import { openSnapshots } from "@/importers/input";
import type { RegisterFormat, RegisterOptions } from "@/importers/register-format";

/** All rows of a register's file, by kind. */
export async function readRegister(
  format: RegisterFormat,
  location: string,
  options: RegisterOptions = {},
) {
  const all: RegisterImportRow[] = [];
  for (const { files } of await openSnapshots(location, format, () => {})) {
    for await (const row of format.read(files, options)) all.push(row);
  }
  return sorted(all);
}

/** All rows of a register's file that is given as text. */
export async function readRegisterText(
  format: RegisterFormat,
  text: string | Uint8Array,
  options: RegisterOptions = {},
) {
  const all: RegisterImportRow[] = [];
  const open = async function* () {
    yield Buffer.from(text);
  };
  const file = { name: "file.csv", path: null, open };
  for await (const row of format.read([file], options)) all.push(row);
  return sorted(all);
}

function sorted(all: readonly RegisterImportRow[]) {
  return {
    register: all.filter((row): row is RegisterRow => row.kind === "register"),
    entries: all.filter((row): row is EntryRow => row.kind === "entry"),
    issues: all.filter((row): row is IssueRow => row.kind === "issue"),
  };
}
