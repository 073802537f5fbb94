const OFFICE = /^\/(en|zh|ar)\/(inspect|review|registers|tax|my|admin|account)(?=[/?]|$)/;

/** The parts of the site that are for those who are signed in, and signing in itself. */
export const OFFICE_PAGE =
  /^\/(en|zh|ar)\/(inspect|review|registers|tax|my|admin|account|sign-in)(\/|$)/;

/**
 * Where somebody goes on after signing in: a page of the back-office, and nothing else that an
 * address may have been made to say. Null for anything else.
 */
export function readNext(text: unknown): string | null {
  if (typeof text !== "string" || text.length > 500 || !OFFICE.test(text)) return null;
  return /[\\\s]|\/\/|\/\.{1,2}(\/|$)/.test(text) ? null : text;
}
