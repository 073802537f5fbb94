import postgres from "postgres";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";

/** Prints the URL of a folder's database, then each number once its insert is acknowledged. */
const [dataDir = ""] = process.argv.slice(2);
const { url } = await startEmbeddedPostgres({ dataDir });
const sql = postgres(url, { max: 1, onnotice: () => {} });
const table = sql(`kept_${process.pid}`);
await sql`create table ${table} (n int primary key)`;
console.log(url);
for (let n = 1; ; n += 1) {
  await sql`insert into ${table} values (${n})`;
  console.log(n);
}
