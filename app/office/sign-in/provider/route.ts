import { formLocale } from "@/app/form-locale";
import { providerIdentity } from "@/app/identity";
import { seeOther } from "@/app/see-other";
import { readNext } from "@/core/office-path";
import { PROVIDER_ID } from "@/services/identity";

/**
 * Sends somebody to the identity provider. A link, not a form: a policy that lets forms go nowhere
 * else also holds where their answer leads.
 */
export async function GET(request: Request): Promise<Response> {
  const locale = formLocale(request.headers);
  const next = readNext(new URL(request.url).searchParams.get("next"));
  const known = providerIdentity();
  if (!known) return seeOther(`/${locale}/sign-in`);
  try {
    const { headers, response } = await known.api.signInSocial({
      body: {
        provider: PROVIDER_ID,
        callbackURL: next ?? `/${locale}/sign-in?done=provider`,
        errorCallbackURL: `/${locale}/sign-in?refused=provider`,
        disableRedirect: true,
      },
      headers: request.headers,
      returnHeaders: true,
    });
    if (response.url) return seeOther(response.url, headers.getSetCookie());
  } catch {
    // It does not answer, or answers something else.
  }
  return seeOther(`/${locale}/sign-in?refused=provider`);
}
