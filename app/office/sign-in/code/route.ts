import { z } from "zod";
import { homeOfUser } from "@/app/home-of";
import { readForm } from "@/app/read-form";
import { seeOther } from "@/app/see-other";
import { tryCode } from "@/app/try-code";
import { readLocale } from "@/core/locale";
import { readNext } from "@/core/office-path";

const schema = z.object({
  locale: z.string(),
  next: z.string().optional(),
  code: z.string().max(50),
});

/** Takes the second step of signing in. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, schema);
  const locale = readLocale(form?.locale) ?? "en";
  const next = readNext(form?.next);
  const query = next ? `&next=${encodeURIComponent(next)}` : "";
  const result = await tryCode(request.headers, form?.code ?? "");
  if (result.ok) {
    return seeOther(next ?? (await homeOfUser(locale, result.userId)), result.cookies);
  }
  const step = result.reason === "gone" ? "sign-in" : "sign-in/second-factor";
  return seeOther(`/${locale}/${step}?refused=${result.reason}${query}`);
}
