/** An error as RFC 9457 problem details; `errors` names each parameter and what would be right. */
export function problem(
  status: number,
  title: string,
  errors: readonly { parameter: string; reason: string }[] = [],
): Response {
  return Response.json(
    { type: "about:blank", title, status, ...(errors.length > 0 ? { errors } : {}) },
    { status, headers: { ...PUBLIC, "content-type": "application/problem+json" } },
  );
}

/** An answer that any page may read. */
export function answer(body: unknown): Response {
  return Response.json(body, { headers: PUBLIC });
}

const PUBLIC = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=0, must-revalidate",
};

/** Parameters that are none of the known ones, each with the list of those. */
export function unknownParameters(search: URLSearchParams, known: readonly string[]) {
  return [...new Set(search.keys())]
    .filter((name) => !known.includes(name))
    .map((parameter) => ({ parameter, reason: `Known parameters are ${known.join(", ")}.` }));
}
