import type { Db } from "@/db/client";
import { holdPhoto } from "@/db/commands/attach-photo";

/** Has the files of a photo removed unless some visit has it; `drop` removes them. */
export async function dropUnusedPhoto(
  db: Db,
  sha256: string,
  drop: () => Promise<void>,
): Promise<void> {
  await db.begin(async (tx) => {
    await holdPhoto(tx, sha256, "alone");
    const used = await tx`
      select from attachments where sha256 = ${sha256} and removed_at is null limit 1`;
    if (used.count === 0) await drop();
  });
}
