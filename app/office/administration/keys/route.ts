import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField } from "@/app/form-fields";
import { parsePublicKey } from "@/core/ed25519";
import { cleanText } from "@/core/tokens";
import { officeDatabase } from "@/db/client";
import { addAuthorityKey, endAuthorityKey } from "@/db/commands/tax/authority-key";

const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("add"),
    authorityId: idField,
    name: z
      .string()
      .max(400)
      .transform((text) => cleanText(text, 100)),
    publicKey: z.string().max(1000),
  }),
  z.object({ change: z.literal("end"), id: z.uuid() }),
]);

/** Registers a key of an authority's, or ends one. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    if (form.change === "end") {
      const ended = await endAuthorityKey(officeDatabase(), actor, form.id);
      return ended.ok ? { done: "keyEnded" } : ended;
    }
    const publicKey = parsePublicKey(form.publicKey);
    if (!publicKey || !form.name) return { refused: "key-form" };
    const { authorityId, name } = form;
    const added = await addAuthorityKey(officeDatabase(), actor, { authorityId, name, publicKey });
    return added.ok ? { done: "keyAdded" } : added;
  });
}
