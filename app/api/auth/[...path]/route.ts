import { formLocale } from "@/app/form-locale";
import { hashAddress, identity, providerIdentity } from "@/app/identity";
import { problem } from "@/app/office-answer";
import { seeOther } from "@/app/see-other";
import { readSession } from "@/app/session";
import { officeDatabase } from "@/db/client";
import { logSignIn } from "@/db/commands/log-sign-in";
import { strengthenSession } from "@/db/commands/strengthen-session";
import { giveTryBack, takeTry } from "@/db/commands/take-try";
import { findFactors, hasSecondFactor } from "@/db/queries/find-factors";

/** Of what better-auth offers over HTTP, only what a page or an identity provider needs. */
const OFFERED: Readonly<Record<string, (request: Request) => Promise<Response>>> = {
  "GET passkey/generate-authenticate-options": (request) => identity().handler(request),
  "POST passkey/verify-authentication": signInByPasskey,
  "GET passkey/generate-register-options": registerPasskey,
  "POST passkey/verify-registration": registerPasskey,
  "GET callback/oidc": comeBack,
};

const ADDRESS_LIMIT = { max: 60, windowS: 15 * 60 };

interface Context {
  params: Promise<{ path: string[] }>;
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, (await params).path);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answer(request, (await params).path);
}

async function answer(request: Request, path: string[]): Promise<Response> {
  const offered = OFFERED[`${request.method} ${path.join("/")}`];
  return offered ? offered(request) : problem(404, "There is no such address.");
}

async function signInByPasskey(request: Request): Promise<Response> {
  const address = addressOf(request);
  if (!(await takeTry(officeDatabase(), "address", address, ADDRESS_LIMIT, new Date()))) {
    return problem(429, "Too many tries from this address.");
  }
  const answered = await identity().handler(request);
  const { user } = (await answered.clone().json()) as { user?: { id?: string } };
  const userId = answered.ok ? (user?.id ?? null) : null;
  await logSignIn(officeDatabase(), {
    userId,
    address: hashAddress(address),
    allowed: answered.ok,
  });
  if (answered.ok) await giveTryBack(officeDatabase(), "address", address);
  return withoutBody(answered);
}

/** Who has a second factor already shows it before adding another way in. */
async function registerPasskey(request: Request): Promise<Response> {
  const session = await readSession();
  if (!session) return problem(401, "Sign in first.");
  const had = hasSecondFactor(await findFactors(officeDatabase(), session.userId));
  if (had && !session.secondFactor) return problem(403, "Show your second factor first.");
  const answered = await identity().handler(request);
  if (request.method === "GET") return answered;
  if (answered.ok) await strengthenSession(officeDatabase(), session.sessionId);
  return withoutBody(answered);
}

async function comeBack(request: Request): Promise<Response> {
  const known = providerIdentity();
  if (!known) return problem(404, "There is no identity provider.");
  const answered = await known.handler(request);
  const allowed = answered.headers
    .getSetCookie()
    .some((cookie) => /session_token=[^;]/.test(cookie));
  if (!allowed) {
    const address = hashAddress(addressOf(request));
    await logSignIn(officeDatabase(), { userId: null, address, allowed });
  }
  // A person stands here, not a script.
  if (answered.status >= 400)
    return seeOther(`/${formLocale(request.headers)}/sign-in?refused=provider`);
  return answered;
}

function addressOf(request: Request): string {
  return request.headers.get("placard-client") ?? "unknown";
}

/** What a script needs to know is the status; tokens are the cookie's business. */
async function withoutBody(answered: Response): Promise<Response> {
  const headers = new Headers();
  for (const cookie of answered.headers.getSetCookie()) headers.append("set-cookie", cookie);
  if (answered.ok) return Response.json({ ok: true }, { headers });
  return problem(answered.status, "That did not prove who you are.");
}
