import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** Until the comment library is merged. */
export async function listComments(
  _visit: { authority: { id: number }; scheme: Scheme },
  _locale: Locale,
): Promise<Record<string, string[]>> {
  return {};
}
