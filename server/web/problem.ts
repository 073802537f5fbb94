/** A refusal as RFC 9457 problem details; `errors` names each parameter and what would be right. */
export function problem(
  status: 400 | 404,
  title: string,
  errors: readonly { parameter: string; reason: string }[] = [],
): Response {
  return Response.json(
    { type: "about:blank", title, status, ...(errors.length > 0 && { errors }) },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}
