import type { z } from "zod";

/** What a form carries, as its schema wants it; null where it is no form of ours. */
export async function readForm<T>(request: Request, schema: z.ZodType<T>): Promise<T | null> {
  const form = await request.formData().catch(() => null);
  const parsed = form && schema.safeParse(Object.fromEntries(form));
  return parsed?.success ? parsed.data : null;
}
