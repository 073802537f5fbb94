import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./db/schema.ts",
    "./db/schema-users.ts",
    "./db/schema-office.ts",
    "./db/schema-entities.ts",
    "./db/schema-tax.ts",
    "./db/schema-registers.ts",
  ],
  out: "./db/migrations",
  casing: "snake_case",
});
