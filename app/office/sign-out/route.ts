import { formLocale } from "@/app/form-locale";
import { identity } from "@/app/identity";
import { seeOther } from "@/app/see-other";

/** Ends the session of this browser. */
export async function POST(request: Request): Promise<Response> {
  const { headers } = await identity().api.signOut({
    headers: request.headers,
    returnHeaders: true,
  });
  return seeOther(`/${formLocale(request.headers)}`, headers.getSetCookie());
}
