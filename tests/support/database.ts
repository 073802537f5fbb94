import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

/** A database of the caller's own, empty but migrated. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const clusterUrl = inject("clusterUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(
    clusterUrl,
    `create database ${name} template placard_template strategy file_copy`,
  );
  return {
    url: clusterUrl.replace(/[^/]*$/, name),
    drop: () => administer(clusterUrl, `drop database ${name} with (force)`),
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(statement).finally(() => sql.end());
}
