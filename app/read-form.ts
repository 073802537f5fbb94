import type { z } from "zod";

/**
 * The text fields of a posted form in their order, without the one character that the database has
 * no place for; null where it is no form, or one that arrived broken.
 */
export async function readFields(request: Request): Promise<[string, string][] | null> {
  const form = await request.formData().catch(() => null);
  return (
    form &&
    [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[legal(name), legal(value)]] : [],
    )
  );
}

function legal(text: string): string {
  return text.replaceAll("\0", "");
}

/** What a form carries, as its schema wants it; null where it is no form of ours. */
export async function readForm<T>(request: Request, schema: z.ZodType<T>): Promise<T | null> {
  const fields = await readFields(request);
  const parsed = fields && schema.safeParse(Object.fromEntries(fields));
  return parsed?.success ? parsed.data : null;
}
