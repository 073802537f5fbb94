import { preferredLocale } from "@/app/preferred-locale";

/** Sends the bare address to the reader's language. */
export function GET(request: Request): Response {
  const locale = preferredLocale(request.headers.get("accept-language"));
  const location = `/${locale}${new URL(request.url).search}`;
  return new Response(null, { status: 307, headers: { location, vary: "accept-language" } });
}
