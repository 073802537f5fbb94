import type { VisitDraft } from "@/core/visit-draft";
import type { Tx } from "@/db/client";

/** A draft signed in the name of its inspector's account, whatever name was sent; unsigned it stays so. */
export async function signedByAccount(
  tx: Tx,
  inspectorId: string,
  document: VisitDraft,
): Promise<VisitDraft> {
  if (document.signatures.inspector === null) return document;
  const [account] = await tx<{ name: string }[]>`select name from users where id = ${inspectorId}`;
  if (!account) throw new Error(`There is no account ${inspectorId}.`);
  return { ...document, signatures: { ...document.signatures, inspector: account.name } };
}
