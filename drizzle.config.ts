import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: ["./db/schema.ts", "./db/schema-users.ts", "./db/schema-office.ts"],
  out: "./db/migrations",
  casing: "snake_case",
});
