import type { Command } from "commander";
import { setTimeZone } from "@/db/commands/set-time-zone";
import type { CommandParts } from "@/server/command-parts";

/** `placard authority set-time-zone`: what an authority that works here has to say of itself. */
export function addAuthorityCommands(
  program: Command,
  { withDatabase, say, refuse }: CommandParts,
): void {
  const authority = program.command("authority").description("the authorities that work here");

  authority
    .command("set-time-zone")
    .argument("<slug>", "of the authority, as in its address")
    .argument("<zone>", "by its name in the IANA list, such as Europe/Tallinn")
    .description("say in which time zone an authority works")
    .action((slug: string, zone: string) =>
      withDatabase(async (db) => {
        const timeZone = knownZone(zone);
        if (!timeZone) return refuse(`${zone} is no time zone, such as Europe/Tallinn.`);
        if (!(await setTimeZone(db, { slug, timeZone }))) {
          return refuse(`There is no authority ${slug}.`);
        }
        say(`${slug} works in ${timeZone}.`);
      }),
    );
}

/** A zone by its name; null for an offset such as +03:00, which knows no summer time, and for none. */
function knownZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    // Written as the list does, whatever the case it was typed in; some old names get their new one.
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
