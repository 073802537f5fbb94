import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { formFields, isFromScript, problem } from "@/app/office-answer";
import { refusal } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { type Locale, readLocale } from "@/core/locale";
import { type DraftFlaw, parseDraft, type VisitDraft } from "@/core/visit-draft";
import { draftOfForm } from "@/core/visit-form";
import { database } from "@/db/client";
import { saveDraft } from "@/db/commands/visits/save-draft";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findDraftScheme } from "@/db/queries/find-draft-scheme";

interface Context {
  params: Promise<{ id: string }>;
}

const saved = z.object({ document: z.unknown(), revision: z.int().positive() });
const submitted = z.object({ document: z.unknown(), locale: z.string() });

/** Keeps a draft as its form stands: `{ document, revision }` in, `{ revision }` out. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const actor = await signedIn();
  if (!actor) return problem(401, "You are signed out. Sign in again; nothing typed is lost.");
  const { id } = await params;
  const body = saved.safeParse(await request.json().catch(() => null));
  if (!z.uuid().safeParse(id).success || !body.success) {
    return problem(400, "A draft is sent as { document, revision }.");
  }
  const parsed = parseDraft(body.data.document);
  if (!parsed.ok) return unreadable(parsed.flaws);
  const { revision } = body.data;
  const result = await saveDraft(
    database(),
    actor,
    { id, document: parsed.draft, revision },
    new Date(),
  );
  if (result.ok) return Response.json({ revision: result.revision });
  if (result.reason === "forbidden") return refusal();
  if (result.reason === "no-such-visit") return problem(404, "There is no such visit of yours.");
  return problem(409, "This visit was changed elsewhere, or submitted already.");
}

/** Submits a visit or, from a form without scripts, saves it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const actor = await signedIn();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) return problem(404, "There is no such visit of yours.");
  return isFromScript(request)
    ? submitByScript(request, actor, id)
    : submitByForm(request, actor, id);
}

async function submitByScript(
  request: Request,
  actor: SignedIn | null,
  id: string,
): Promise<Response> {
  if (!actor) return problem(401, "You are signed out. Sign in again; nothing typed is lost.");
  const body = submitted.safeParse(await request.json().catch(() => null));
  if (!body.success) return problem(400, "A visit is sent as { document, locale }.");
  const locale = readLocale(body.data.locale) ?? "en";
  const parsed = parseDraft(body.data.document);
  if (!parsed.ok) return unreadable(parsed.flaws);
  const result = await submitVisit(database(), actor, { id, document: parsed.draft }, new Date());
  if (result.ok) return Response.json({ state: result.state, url: visitPath(locale, id) });
  if (result.reason === "forbidden") return refusal();
  const t = await getTranslations({ locale, namespace: "visit.refused" });
  const detail = t(result.reason);
  if (result.reason !== "incomplete") return problem(409, detail);
  return problem(422, detail, { missing: result.missing });
}

async function submitByForm(
  request: Request,
  actor: SignedIn | null,
  id: string,
): Promise<Response> {
  const fields = await formFields(request);
  const value = new Map(fields);
  const locale = readLocale(value.get("locale") ?? "") ?? "en";
  const path = visitPath(locale, id);
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(path)}`);
  const scheme = await findDraftScheme(database(), actor, id);
  if (!scheme) {
    const t = await getTranslations({ locale, namespace: "visit.refused" });
    return problem(404, t("no-such-visit"));
  }
  const parsed = parseDraft(draftOfForm(withSentences(fields), scheme));
  if (!parsed.ok) return unreadable(parsed.flaws);
  const now = new Date();
  const kept = await keep(actor, id, parsed.draft, Number(value.get("revision")), now);
  if (kept === "forbidden") return refusal();
  if (kept) return seeOther(`${path}?refused=${kept}`);
  if (value.get("intent") !== "submit") return seeOther(`${path}?said=saved`);
  const result = await submitVisit(database(), actor, { id, document: parsed.draft }, now);
  if (result.ok) return seeOther(path);
  if (result.reason === "forbidden") return refusal();
  return seeOther(`${path}?refused=${result.reason}`);
}

/** Null once saved; a submission that comes again finds its draft submitted, which is as good. */
async function keep(
  actor: SignedIn,
  id: string,
  document: VisitDraft,
  revision: number,
  now: Date,
): Promise<string | null> {
  const result = await saveDraft(database(), actor, { id, document, revision }, now);
  return result.ok || result.reason === "submitted" ? null : result.reason;
}

/** Without scripts a chosen sentence of the library is put behind what was written. */
function withSentences(fields: [string, string][]): [string, string][] {
  const chosen = new Map<string, string>(
    fields.flatMap(([name, value]) => {
      const code = /^library\.(.+)$/.exec(name)?.[1];
      return code && value ? [[`item.${code}.comment`, value] as const] : [];
    }),
  );
  return fields.map(([name, value]) => {
    const sentence = chosen.get(name);
    return [name, sentence ? [value.trim(), sentence].filter(Boolean).join(" ") : value];
  });
}

function unreadable(flaws: readonly DraftFlaw[]): Response {
  const errors = flaws.map(({ path, reason }) => ({ parameter: path, reason }));
  return problem(400, `${flaws[0]?.path}: ${flaws[0]?.reason}`, { errors });
}

function visitPath(locale: Locale, id: string): string {
  return `/${locale}/inspect/visits/${id}`;
}
