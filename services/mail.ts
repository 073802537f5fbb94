import { createTransport } from "nodemailer";
import type { MailDelivery, WaitingMail } from "@/core/mail";
import { baseUrl } from "@/services/base-url";

/** A mail server that does not answer is given up after this, until the next attempt. */
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps:` for encryption from the first byte on. */
  url: string;
  /** Whom mails come from: `Placard <no-reply@example.org>`. */
  from: string | undefined;
}

export interface Attachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

/**
 * Sends one mail. A repeat has the same Message-ID and date, so that it is recognised as the same
 * one. Only what the server says of this mail is final; what it says of us may be put right.
 */
export async function sendMail(
  { url, from = `no-reply@${hostName()}` }: MailSettings,
  mail: WaitingMail,
  attachments: readonly Attachment[],
): Promise<MailDelivery> {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    // Nothing of a mail is ever read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      attachments: [...attachments],
      messageId: `<${mail.id}@${hostName()}>`,
      date: mail.queuedAt,
      headers: { "auto-submitted": "auto-generated", "content-language": mail.locale },
    });
    return { ok: true };
  } catch (error) {
    return { ok: false, isFinal: isFinal(error), error: sentence(error) };
  } finally {
    transport.close();
  }
}

/** An error of nodemailer's, with the server's answer where there was one. */
type SmtpError = Error & { responseCode?: number; command?: string };

function isFinal(error: unknown): boolean {
  const { responseCode = 0, command = "" } = error as SmtpError;
  return responseCode >= 500 && responseCode < 600 && /^(RCPT TO|DATA)/.test(command);
}

function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

function hostName(): string {
  return new URL(baseUrl()).hostname;
}
