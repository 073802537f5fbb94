import { z } from "zod";

const flag = z
  .enum(["0", "1", ""])
  .default("0")
  .transform((value) => value === "1");

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PLACARD_EMBEDDED: flag,
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  BASE_URL: z.url().optional(),
  STORAGE_URL: z.string().startsWith("file:").optional(),
  BASEMAP_URL: z.string().includes("{z}").optional(),
  BASEMAP_ATTRIBUTION: z.string().optional(),
});
export type Environment = z.infer<typeof schema>;

/** The settings of the process, read once. Throws with the name of the variable that is wrong. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
  );
}
