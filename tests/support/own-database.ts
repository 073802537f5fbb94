import { onTestFinished } from "vitest";
import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";

/** A database of the running test's own, which goes with it. */
export async function ownDatabase(max = 4): Promise<Db> {
  const database = await createDatabase();
  const db = connect(database.url, { max });
  onTestFinished(async () => {
    await db.end();
    await database.drop();
  });
  return db;
}
