import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { hasCode } from "@/server/embedded-postgres-process";

const DATABASE = "placard";

/** Not yet, or not any more: recovering, stopping, refused, cut off, or its database not made. */
const LATER = [
  ...["57P03", "57P01", "3D000"],
  ...["ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED", "CONNECT_TIMEOUT"],
];

/** Beside the data folder rather than in it: the server's user has no business reading it. */
export function passwordFile(folder: string): string {
  return `${folder}.password`;
}

export async function databaseUrl(folder: string, port: number): Promise<string> {
  const password = await readFile(passwordFile(folder), "utf8");
  return `postgres://placard:${password}@127.0.0.1:${port}/${DATABASE}`;
}

/** Whether the database answers by now. */
export async function answers(url: string): Promise<boolean> {
  const sql = open(url);
  try {
    await sql`select`;
    return true;
  } catch (error) {
    if (hasCode(error, ...LATER)) return false;
    throw error;
  } finally {
    await sql.end();
  }
}

/** Makes the database unless it is there; false when the server does not answer yet. */
export async function ensureDatabase(url: string): Promise<boolean> {
  const sql = open(url.replace(/[^/]*$/, "postgres"));
  try {
    const [known] = await sql`select from pg_database where datname = ${DATABASE}`;
    if (!known) await sql`create database ${sql(DATABASE)}`;
    return true;
  } catch (error) {
    if (hasCode(error, ...LATER)) return false;
    throw error;
  } finally {
    await sql.end();
  }
}

function open(url: string) {
  return postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
}
