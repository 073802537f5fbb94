import { formLocale } from "@/app/form-locale";
import { seeOther } from "@/app/see-other";
import { readNext } from "@/core/office-path";

/** What came of a form, by its word in the notices (app/office-notice.tsx); null where none is needed. */
export type Outcome =
  | { done: string }
  | { refused: string; field?: string }
  | { preview: "1" }
  | null;

/** The page that a form was sent from, as it or the browser says; of the back-office in any case. */
export function pageBefore(request: Request, said?: unknown): string {
  const referer = request.headers.get("referer") ?? "";
  const { pathname, search } = URL.canParse(referer)
    ? new URL(referer)
    : { pathname: "", search: "" };
  return (
    readNext(said) ??
    readNext(`${pathname}${search}`) ??
    readNext(pathname) ??
    `/${formLocale(request.headers)}/inspect`
  );
}

/** Answers a form by a page, which says what came of it and no more what came of another. */
export function backTo(page: string, outcome: Outcome, cookies: readonly string[] = []): Response {
  const [path = "", search] = page.split("?");
  const query = new URLSearchParams(search);
  for (const kind of ["done", "refused", "preview", "field"]) query.delete(kind);
  for (const [kind, word] of Object.entries(outcome ?? {})) query.set(kind, word);
  return seeOther(query.size > 0 ? `${path}?${query}` : path, cookies);
}
