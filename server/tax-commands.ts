import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { isSignedBy, parsePublicKey } from "@/core/ed25519";
import { implausibleSentence } from "@/core/tax-batch";
import type { Db } from "@/db/client";
import { addTaxAuthority } from "@/db/commands/tax/add-tax-authority";
import { addAuthorityKey, endAuthorityKey } from "@/db/commands/tax/authority-key";
import { listAuthorityKeys } from "@/db/queries/list-authority-keys";
import type { CommandParts } from "@/server/command-parts";
import { findAuthorityId } from "@/server/find-authority-id";
import { Progress } from "@/server/progress";
import { type Delivered, deliver } from "@/server/tax/deliver";
import { openLocalFile } from "@/server/tax/local-file";

/** `placard tax-key add|list|end` and `placard tax-authority add`, from the operator's terminal. */
export function addTaxCommands(
  program: Command,
  { withDatabase, say, refuse }: CommandParts,
): void {
  const key = program.command("tax-key").description("keys that tax authorities sign with");

  key
    .command("add")
    .requiredOption("--authority <slug>", "whose key it is")
    .requiredOption("--name <name>", "such as: nightly feed 2026")
    .requiredOption("--public-key <file>", "an Ed25519 public key: PEM, or base64 of 32 bytes")
    .action((flags: { authority: string; name: string; publicKey: string }) =>
      withDatabase(async (db) => {
        const authorityId = await findAuthorityId(db, flags.authority);
        if (authorityId === null) return refuse(`There is no authority ${flags.authority}.`);
        const text = await readFile(flags.publicKey, "utf8").catch(() => null);
        const publicKey = text && parsePublicKey(text);
        if (!publicKey) return refuse(`${flags.publicKey} holds no Ed25519 public key.`);
        const input = { authorityId, name: flags.name.trim(), publicKey };
        const added = await addAuthorityKey(db, null, input);
        if (added.ok) say(`Placard-Key: ${added.id}`);
        else refuse("This key is registered already.");
      }),
    );

  key
    .command("list")
    .requiredOption("--authority <slug>", "whose keys")
    .action((flags: { authority: string }) =>
      withDatabase(async (db) => {
        const authorityId = await findAuthorityId(db, flags.authority);
        if (authorityId === null) return refuse(`There is no authority ${flags.authority}.`);
        const keys = await listAuthorityKeys(db, authorityId);
        if (keys.length === 0) say("No key.");
        for (const { id, name, endedAt } of keys) {
          say(`${id}  ${name}${endedAt ? `  ended ${endedAt.toISOString().slice(0, 10)}` : ""}`);
        }
      }),
    );

  key
    .command("end")
    .argument("<id>", "as `tax-key list` names it")
    .action((id: string) =>
      withDatabase(async (db) => {
        const known = z.uuid().safeParse(id).success && (await endAuthorityKey(db, null, id)).ok;
        if (known) say("Ended. What is signed with it is refused.");
        else refuse(`There is no key ${id} that still holds.`);
      }),
    );

  program
    .command("tax-authority")
    .description("tax authorities")
    .command("add")
    .requiredOption("--slug <slug>", "its part of addresses, such as tax-board")
    .requiredOption("--name <name>", "as it writes it")
    .requiredOption("--country <code>", "two letters")
    .requiredOption("--language <code>", "of the names it sends")
    .requiredOption("--scheme <id@version>", "what it works under, such as placard-tax@1")
    .addOption(new Option("--from <date>", "since which day").makeOptionMandatory())
    .description("add a tax authority, or a scheme version from a day on to one that is there")
    .action((flags: unknown) =>
      withDatabase(async (db) => {
        const input = authorityFlags.safeParse(flags);
        if (!input.success) return refuse(z.prettifyError(input.error));
        const added = await addTaxAuthority(db, input.data);
        if (added.ok) say(`${input.data.slug} works under ${input.data.scheme}.`);
        else refuse(`There is no tax scheme ${input.data.scheme} in force on that day.`);
      }),
    );
}

const authorityFlags = z.object({
  slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
  name: z.string().trim().min(1).max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
  scheme: z.string().regex(/^[^@]+@[^@]+$/),
  from: z.iso.date(),
});

/** What `placard import tax` makes of one file. */
export async function importTax(
  db: Db,
  file: string,
  options: { authority: string | undefined; signature: string | undefined },
): Promise<Delivered | { ok: false; detail: string; faults: [] }> {
  const refused = (detail: string) => ({ ok: false as const, detail, faults: [] as [] });
  if (!options.authority) return refused("Whose figures are they? Say it with --authority.");
  const authorityId = await findAuthorityId(db, options.authority);
  if (authorityId === null) return refused(`There is no authority ${options.authority}.`);
  const spooled = await openLocalFile(file);
  if (!spooled) return refused(`There is no file ${file}.`);
  let keyId: string | null = null;
  if (options.signature) {
    const signature = (await readFile(options.signature, "utf8").catch(() => "")).trim();
    const keys = await listAuthorityKeys(db, authorityId);
    const by = keys.find(
      ({ publicKey, endedAt }) =>
        endedAt === null && isSignedBy(publicKey, spooled.hash, signature),
    );
    if (!by) return refused("The signature is not one of this file by a key that holds.");
    keyId = by.id;
  }
  const progress = new Progress(file.split("/").at(-1) ?? file);
  progress.total = spooled.bytes;
  const counted = {
    ...spooled,
    open: async function* () {
      for await (const chunk of spooled.open()) {
        progress.bytes += chunk.length;
        yield chunk;
      }
    },
  };
  const onRow = () => {
    progress.rows += 1;
    progress.tick();
  };
  const done = await deliver(db, counted, { authorityId, keyId, now: new Date(), onRow });
  progress.done();
  return done;
}

/** What came of it, for a terminal. */
export function describeDelivery(file: string, result: Delivered): string {
  const name = file.split("/").at(-1);
  if (!result.ok) {
    const faults = result.faults.map(({ line, reason }) => `\n  line ${line}: ${reason}`);
    return `${name}: refused. ${result.detail}${faults.join("")}`;
  }
  const { id, state, repeated, doubt, rows, moves } = result;
  if (repeated) return `${name}: had come before (${state}); nothing changed.`;
  const told = Object.entries(moves).map(([move, entities]) => `${move} ${entities}`);
  return `${name}: ${state}, ${rows} rows (${told.join(", ")})${doubt ? `. ${implausibleSentence(doubt)}` : ""} [${id}]`;
}
