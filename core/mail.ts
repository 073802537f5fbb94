import { z } from "zod";
import { LOCALES, type Locale } from "@/core/locale";

/** One address, without a name, and nothing that could become a second line of a header. */
export const mailAddress = z.email().max(254);

const SUBJECT_MAX = 200;

/** A name as it fits into a subject beside some words: one line, and not too long. */
export function nameInSubject(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const letters = Array.from(line);
  return letters.length > 60 ? `${letters.slice(0, 59).join("")}…` : line;
}

/** A mail as it is queued: plain text, to one address. */
export const newMail = z.strictObject({
  to: mailAddress,
  locale: z.enum(Object.keys(LOCALES) as [Locale, ...Locale[]]),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(SUBJECT_MAX)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "has to be one line"),
  text: z.string().trim().min(1).max(50_000),
  /** The visit whose report goes with it. */
  reportOf: z.uuid().nullable().default(null),
});
export type NewMail = z.input<typeof newMail>;

/** A mail on its way out. */
export interface WaitingMail {
  id: string;
  to: string;
  locale: Locale;
  subject: string;
  text: string;
  reportOf: string | null;
  queuedAt: Date;
}

/** What became of an attempt to send a mail; where it was refused for good, no other will help. */
export type MailDelivery = { ok: true } | { ok: false; isFinal: boolean; error: string };
