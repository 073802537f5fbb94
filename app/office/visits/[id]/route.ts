import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { backTo } from "@/app/back-to";
import { formLocale } from "@/app/form-locale";
import { isFromScript, problem } from "@/app/office-answer";
import { readFields } from "@/app/read-form";
import { refusal, unreadable } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { flawPhrase } from "@/core/flaw-phrase";
import { flawQuery } from "@/core/flaw-query";
import { type Locale, readLocale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { COMMENT_LENGTH_MAX, type DraftFlaw, parseDraft, salvageDraft } from "@/core/visit-draft";
import { draftOfForm, FIELD } from "@/core/visit-form";
import { officeDatabase } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { saveDraft } from "@/db/commands/visits/save-draft";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findDraftScheme } from "@/db/queries/find-draft-scheme";

interface Context {
  params: Promise<{ id: string }>;
}

/** A visit of the sender's own, whose form it is about. */
interface Own {
  actor: SignedIn;
  id: string;
  scheme: Scheme;
}

const saved = z.object({ document: z.unknown(), revision: z.int().positive() });
const submitted = saved.extend({ locale: z.string() });
const INTENTS = ["save", "more", "submit"];

/** Keeps a draft as its form stands: `{ document, revision }` in, `{ revision }` out. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const own = await findOwn(request, params);
  if (own instanceof Response) return own;
  const body = saved.safeParse(await readJson(request));
  if (!body.success) return unreadable(request);
  const locale = formLocale(request.headers);
  const parsed = parseDraft(body.data.document);
  if (!parsed.ok) return flawed(parsed.flaws, own.scheme, locale);
  const { revision } = body.data;
  const draft = { id: own.id, document: parsed.draft, revision };
  const result = await saveDraft(officeDatabase(), own.actor, draft, new Date());
  if (result.ok) return Response.json({ revision: result.revision });
  if (result.reason === "forbidden") return refusal(request);
  const t = await getTranslations({ locale, namespace: "visit.refused" });
  return problem(409, t(result.reason));
}

/** Submits a visit or, from a form without scripts, saves it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const own = await findOwn(request, params);
  if (own instanceof Response) return own;
  return isFromScript(request) ? submitByScript(request, own) : submitByForm(request, own);
}

/** Whose visit it is, or what anybody else is answered. */
async function findOwn(request: Request, params: Context["params"]): Promise<Own | Response> {
  const { id } = await params;
  const actor = await signedIn();
  if (!actor) return signedOut(request, id);
  const isId = z.uuid().safeParse(id).success;
  const scheme = isId ? await findDraftScheme(officeDatabase(), actor, id) : null;
  if (scheme) return { actor, id, scheme };
  await authorise(
    officeDatabase(),
    actor,
    "record-visit",
    null,
    `visit:${isId ? id : "unreadable"}`,
  );
  return refusal(request);
}

async function signedOut(request: Request, id: string): Promise<Response> {
  const locale = formLocale(request.headers);
  if (!isFromScript(request)) {
    return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(visitPath(locale, id))}`);
  }
  const t = await getTranslations({ locale, namespace: "visit.refused" });
  return problem(401, t("signed-out"));
}

/** What is no JSON is nothing. */
function readJson(request: Request): Promise<unknown> {
  return request.json().catch(() => null);
}

async function submitByScript(request: Request, { actor, id, scheme }: Own): Promise<Response> {
  const body = submitted.safeParse(await readJson(request));
  if (!body.success) return unreadable(request);
  const locale = readLocale(body.data.locale) ?? formLocale(request.headers);
  const parsed = parseDraft(body.data.document);
  if (!parsed.ok) return flawed(parsed.flaws, scheme, locale);
  const visit = { id, document: parsed.draft, revision: body.data.revision };
  const result = await submitVisit(officeDatabase(), actor, visit, new Date());
  if (result.ok) return Response.json({ state: result.state, url: visitPath(locale, id) });
  if (result.reason === "forbidden") return refusal(request);
  const t = await getTranslations({ locale, namespace: "visit.refused" });
  const detail = t(result.reason);
  if (result.reason !== "incomplete") return problem(409, detail);
  return problem(422, detail, { missing: result.missing });
}

/** What can be read of the form is kept, also where something cannot: its page says what. */
async function submitByForm(request: Request, { actor, id, scheme }: Own): Promise<Response> {
  const fields = await readFields(request);
  const value = new Map(fields);
  const intent = value.get("intent") ?? "";
  // The button that was pressed comes last: without it the form was cut off on its way.
  if (!fields || !INTENTS.includes(intent)) return unreadable(request);
  const locale = readLocale(value.get("locale") ?? "") ?? formLocale(request.headers);
  const path = visitPath(locale, id);
  const given = draftOfForm(withSentences(fields), scheme);
  const parsed = parseDraft(given);
  const document = parsed.ok ? parsed.draft : salvageDraft(given, parsed.flaws);
  if (!document) return unreadable(request);
  const now = new Date();
  const draft = { id, document, revision: Number(value.get("revision")) };
  const kept = await saveDraft(officeDatabase(), actor, draft, now);
  // A submission that comes again finds its draft submitted, which is as good.
  if (!kept.ok && kept.reason === "forbidden") return refusal(request);
  if (!kept.ok && kept.reason !== "submitted") return backTo(path, { refused: kept.reason });
  if (!parsed.ok) return backTo(`${path}?${flawQuery(parsed.flaws)}`, { refused: "unread" });
  if (intent !== "submit") return backTo(path, { done: "saved" });
  const revision = kept.ok ? kept.revision : draft.revision;
  const result = await submitVisit(officeDatabase(), actor, { ...draft, revision }, now);
  if (result.ok) return seeOther(path);
  if (result.reason === "forbidden") return refusal(request);
  return backTo(path, { refused: result.reason });
}

/**
 * Without scripts a chosen sentence of the library is put behind what was written, or what was
 * written stays alone where there is no room for both.
 */
function withSentences(fields: [string, string][]): [string, string][] {
  const chosen = new Map<string, string>(
    fields.flatMap(([name, value]) => {
      const code = /^library\.(.+)$/.exec(name)?.[1];
      return code && value ? [[FIELD.item(code, "comment"), value] as const] : [];
    }),
  );
  return fields.map(([name, value]) => {
    const sentence = chosen.get(name);
    const both = [value.trim(), sentence].filter(Boolean).join(" ");
    return [name, sentence && both.length <= COMMENT_LENGTH_MAX ? both : value];
  });
}

/** For scripts: each field that cannot be read, by a sentence. */
async function flawed(
  flaws: readonly DraftFlaw[],
  scheme: Scheme,
  locale: Locale,
): Promise<Response> {
  const t = await getTranslations({ locale, namespace: "visit" });
  const errors = flaws.map((flaw) => ({
    parameter: flaw.path.join("."),
    reason: flawPhrase(flaw, { scheme, locale, t }),
  }));
  return problem(400, errors[0]?.reason ?? t("refused.unreadable"), { errors });
}

function visitPath(locale: Locale, id: string): string {
  return `/${locale}/inspect/visits/${id}`;
}
