import { z } from "zod";
import { formatPublicId, parsePublicId } from "@/core/public-id";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";

/** A place in one domain, as forms and addresses name it: `7K3M-9QX2-V2:food`. */
export interface Stop {
  site: string;
  domain: SiteDomain;
}

export function stopText({ site, domain }: Stop): string {
  return `${formatPublicId(site)}:${domain}`;
}

/** A site's public id as a form sends it, read as people type it. */
export const siteField = z.string().transform((text, context) => {
  const id = parsePublicId(text);
  if (id) return id;
  context.addIssue({ code: "custom", message: "is no number of a place" });
  return z.NEVER;
});

export const domainField = z.enum(SITE_DOMAINS);

/** The same read from a form. */
export const stopField = z.string().transform((text, context): Stop => {
  const [site = "", domain = ""] = text.split(":");
  const read = z.object({ site: siteField, domain: domainField }).safeParse({ site, domain });
  if (read.success) return read.data;
  context.addIssue({ code: "custom", message: "is no stop" });
  return z.NEVER;
});
