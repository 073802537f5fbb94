import type { Command } from "commander";
import { isEntityScheme, parseEntityNumber } from "@/core/entity-number";
import { LEGAL_FORMS } from "@/core/legal-form";
import { correctLegalForm } from "@/db/commands/correct-legal-form";
import type { CommandParts } from "@/server/command-parts";
import { findActor } from "@/server/find-actor";

const REFUSALS = {
  forbidden: "They may not do that.",
  unknown: "No such business is known.",
  "no-reason": "Why? Say so with --reason.",
  proved: "The number itself proves another legal form.",
} as const;

/** `placard entity form`: puts right what a source said wrongly of a business. */
export function addEntityCommands(
  program: Command,
  { withDatabase, say, refuse }: CommandParts,
): void {
  program
    .command("entity")
    .description("put right what a source says of a business")
    .command("form")
    .description("its legal form; a sole trader leaves the public at once")
    .argument("<scheme>", "of the number, such as ee-regcode")
    .argument("<number>", "in the register")
    .argument("<form>", LEGAL_FORMS.join(", "))
    .requiredOption("--by <email>", "who does it")
    .requiredOption("--reason <words>", "why; stays on record")
    .action(
      (scheme: string, written: string, word: string, flags: { by: string; reason: string }) =>
        withDatabase(async (db) => {
          const form = LEGAL_FORMS.find((one) => one === word);
          if (!form) return refuse(`${word} is no legal form. One of: ${LEGAL_FORMS.join(", ")}.`);
          const number = isEntityScheme(scheme) ? parseEntityNumber(scheme, written) : null;
          if (number === null) return refuse("That is no number of a register.");
          const actor = await findActor(db, flags.by);
          if (!actor) return refuse(`Nobody signs in with ${flags.by}.`);
          const given = { entity: { scheme, number }, form, reason: flags.reason };
          const done = await correctLegalForm(db, actor, given);
          if (!done.ok) return refuse(REFUSALS[done.reason]);
          say(done.withdrawn ? "Done. Nothing of it is public any more." : "Done.");
        }),
    );
}
