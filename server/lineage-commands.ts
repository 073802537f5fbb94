import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import { CATEGORIES } from "@/core/category";
import { dayField } from "@/core/day-field";
import { isEntityScheme, parseEntityNumber } from "@/core/entity-number";
import { parseNewSite } from "@/core/new-site";
import type { Actor } from "@/core/permissions";
import { formatPublicId, parsePublicId } from "@/core/public-id";
import type { Db } from "@/db/client";
import { type EntityNumber, mergeEntities } from "@/db/commands/lineage/merge-entities";
import { mergeTwoSites } from "@/db/commands/lineage/merge-sites";
import { moveSite } from "@/db/commands/lineage/move-site";
import type { LineageRefusal } from "@/db/commands/lineage/record-lineage";
import { splitEntity } from "@/db/commands/lineage/split-entity";
import { splitSite } from "@/db/commands/lineage/split-site";
import { undoLineage } from "@/db/commands/lineage/undo-lineage";
import { proposeMatches } from "@/db/commands/propose-matches";
import type { CommandParts } from "@/server/command-parts";
import { findActor } from "@/server/find-actor";

interface By {
  by: string;
  reason: string;
}

type Result =
  | { ok: true; lineageId?: number; publicId?: string }
  | { ok: false; reason: LineageRefusal | "forbidden" };

const REFUSALS: Readonly<Record<LineageRefusal | "forbidden", string>> = {
  forbidden: "They may not do that there.",
  unknown: "No such place, business or act is known.",
  same: "They are one already.",
  ended: "It has ended already.",
  "forms-differ": "One of them is a natural person and the other is not.",
  "tax-standing": "The record with the tax standing must be the one that stays.",
  "open-visit": "A visit there is not finished yet.",
  "operated-elsewhere": "That business does not run one of these places.",
  "nothing-left": "At least one number has to stay.",
  undone: "That has been undone already.",
  "later-first": "Something later rests on it. Undo that first.",
};

/** `placard matches` and `placard lineage ...`: who runs what, and what became one or two. */
export function addLineageCommands(
  program: Command,
  { withDatabase, say, refuse }: CommandParts,
): void {
  program
    .command("matches")
    .description("look for who runs the places that came without a register number")
    .action(() =>
      withDatabase(async (db) => {
        const done = await proposeMatches(db, ({ sites }) => say(`${sites} places looked at.`));
        say(`${done.linked} linked by rule, ${done.proposed} pairs wait for a person.`);
      }),
    );

  const lineage = program.command("lineage").description("merge, split and move, and undo it");
  const act = (name: string, description: string) =>
    lineage
      .command(name)
      .description(description)
      .requiredOption("--by <email>", "who does it")
      .requiredOption("--reason <words>", "why; stays on record");

  const run = ({ by }: By, work: (db: Db, actor: Actor) => Promise<Result | string>) =>
    withDatabase(async (db) => {
      const actor = await findActor(db, by);
      if (!actor) return refuse(`Nobody signs in with ${by}.`);
      const result = await work(db, actor);
      if (typeof result === "string") return refuse(result);
      if (!result.ok) return refuse(REFUSALS[result.reason]);
      const { lineageId, publicId } = result;
      if (publicId) say(`The part is ${formatPublicId(publicId)}.`);
      say(lineageId ? `Done. To undo it: placard lineage undo ${lineageId}` : "Done.");
    });

  act("merge-sites", "two records of one place: the first leads to the second")
    .argument("<from>", "public id")
    .argument("<into>", "public id")
    .action((from: string, into: string, flags: By) =>
      run(flags, (db, actor) =>
        mergeTwoSites(db, actor, { from: site(from), into: site(into), reason: flags.reason }),
      ),
    );

  act("move-site", "a business left one place for another")
    .argument("<from>", "public id")
    .argument("<to>", "public id")
    .requiredOption("--on <date>", "the day it left")
    .action((from: string, to: string, flags: By & { on: string }) => {
      const { on, reason } = flags;
      if (!dayField.safeParse(on).success) {
        program.error(`${on} is no day such as 2026-01-31.`, { exitCode: 2 });
      }
      return run(flags, (db, actor) =>
        moveSite(db, actor, { from: site(from), to: site(to), on, reason }),
      );
    });

  act("split-site", "a part of a place becomes one of its own")
    .argument("<from>", "public id")
    .requiredOption("--authority <slug>", "whose it is")
    .requiredOption("--name <name>", "of the part")
    .requiredOption("--address <line>", "of the part")
    .option("--locality <town>", "of the part")
    .option("--category <category>", CATEGORIES.join(", "), "restaurant")
    .action((from: string, flags: By & Record<string, string>) =>
      run(flags, async (db, actor) => {
        const { authority, name, address, locality, category, reason } = flags;
        const fields = { authority, name, address, locality, category, domain: "food" };
        const part = parseNewSite({ ...fields, kind: "fixed", submission: randomUUID() });
        if (!part.ok) return `Not clear: ${part.flaws.map(({ field }) => field).join(", ")}.`;
        return splitSite(db, actor, { from: site(from), part: part.site, reason });
      }),
    );

  act("merge-entities", "two records of one business: the first leads to the second")
    .argument("<from>", "scheme:number")
    .argument("<into>", "scheme:number")
    .action((from: string, into: string, flags: By) =>
      run(flags, (db, actor) =>
        mergeEntities(db, actor, { from: entity(from), into: entity(into), reason: flags.reason }),
      ),
    );

  act("split-entity", "some numbers of a business are another's")
    .argument("<number...>", "scheme:number of those that go")
    .option("--site <id...>", "public ids of the places that go with them", [])
    .action((numbers: string[], flags: By & { site: string[] }) =>
      run(flags, (db, actor) =>
        splitEntity(db, actor, {
          numbers: numbers.map(entity),
          sites: flags.site.map(site),
          reason: flags.reason,
        }),
      ),
    );

  act("undo", "make two of what was merged and one of what was split")
    .argument("<id>", "as the act printed it")
    .action((id: string, flags: By) =>
      run(flags, async (db, actor) => {
        if (!/^[1-9]\d{0,14}$/.test(id)) return `${id} is no act.`;
        return undoLineage(db, actor, { lineageId: Number(id), reason: flags.reason });
      }),
    );
}

/** What nobody knows is refused by the command. */
function site(text: string): string {
  return parsePublicId(text) ?? text;
}

function entity(text: string): EntityNumber {
  const [scheme = "", ...rest] = text.split(":");
  const number = rest.join(":");
  return {
    scheme,
    number: (isEntityScheme(scheme) && parseEntityNumber(scheme, number)) || number,
  };
}
