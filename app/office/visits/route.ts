import { z } from "zod";
import { signedIn } from "@/app/actor";
import { backTo } from "@/app/back-to";
import { readFields } from "@/app/read-form";
import { refusal, unreadable } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { readLocale } from "@/core/locale";
import { parsePublicId } from "@/core/public-id";
import { SITE_DOMAINS } from "@/core/standing";
import { VISIT_KINDS } from "@/core/visit-state";
import { officeDatabase } from "@/db/client";
import { startVisit } from "@/db/commands/visits/start-visit";

const wish = z.object({
  id: z.uuid(),
  site: z.string().transform(parsePublicId).pipe(z.string()),
  domain: z.enum(SITE_DOMAINS),
  kind: z.enum(VISIT_KINDS),
  rotationReason: z
    .string()
    .trim()
    .max(500)
    .default("")
    .transform((text) => text || null),
});

/** Begins a visit, from the form that asks for it. */
export async function POST(request: Request): Promise<Response> {
  const fields: Record<string, string> = Object.fromEntries((await readFields(request)) ?? []);
  const [domain, kind] = (fields.what ?? "").split(" ");
  if (domain && kind) Object.assign(fields, { domain, kind });
  const locale = readLocale(fields.locale ?? "") ?? "en";
  const short = (name: string) => (fields[name] ?? "").slice(0, 20);
  const query = new URLSearchParams(["site", "domain", "kind"].map((name) => [name, short(name)]));
  const form = `/${locale}/inspect/visits/new?${query}`;
  const actor = await signedIn();
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(form)}`);
  const parsed = wish.safeParse(fields);
  if (!parsed.success) return unreadable(request);
  const begun = await startVisit(officeDatabase(), actor, parsed.data, new Date());
  if (begun.ok) return seeOther(`/${locale}/inspect/visits/${begun.id}`);
  if (begun.reason === "forbidden") return refusal(request);
  return backTo(form, { refused: begun.reason });
}
