import { z } from "zod";
import type { MailSettings } from "@/services/mail";
import { isStorageUrl } from "@/services/storage";

const flag = z
  .enum(["0", "1", ""])
  .default("0")
  .transform((value) => value === "1");
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);

const schema = z.object({
  DATABASE_URL: postgresUrl.optional(),
  /** Postgres itself where DATABASE_URL is a pooler: notices do not pass through one. */
  DIRECT_DATABASE_URL: postgresUrl.optional(),
  /** Streaming standbys that serve the public's reads. */
  READ_DATABASE_URLS: commaList.pipe(z.array(postgresUrl)).default([]),
  PLACARD_EMBEDDED: flag,
  PORT: wholeNumber(0, 65535).default(3000),
  /** Processes that answer, each with a pool of its own. */
  PROCESSES: wholeNumber(1, 64).default(1),
  BASE_URL: z.url().optional(),
  /** Its secret is in no message. */
  STORAGE_URL: z
    .string()
    .refine(
      isStorageUrl,
      "has to be a folder such as file:///srv/placard or s3://key:secret@host/bucket",
    )
    .optional(),
  /** Without one mails wait in the database. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\p{Cc}]*@[^\p{Cc}]*$/u,
      "has to be an address such as Placard <no-reply@example.org>",
    )
    .optional(),
  BASEMAP_URL: z.string().includes("{z}").optional(),
  BASEMAP_ATTRIBUTION: z.string().optional(),
  /** Whose X-Forwarded-For is believed: addresses, nets, or the words of proxy-addr. */
  TRUSTED_PROXIES: commaList.default(["loopback"]),
  REQUESTS_PER_MINUTE: wholeNumber(1, 1e9).default(1200),
  /** Memory for kept answers in each process. */
  KEPT_MEGABYTES: wholeNumber(1, 10_000).default(40),
  /** Signs the cookies of whoever is signed in, and seals what proves who they are. */
  AUTH_SECRET: z.string().min(32).optional(),
  /** An identity provider that officials may sign in with. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().optional(),
  /** Whether it asks for two factors itself. */
  OIDC_BOTH_FACTORS: flag,
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});
export type Environment = z.infer<typeof schema>;

/** The mail server of the process, null where there is none. */
export function mailSettings({ SMTP_URL, MAIL_FROM }: Environment): MailSettings | null {
  return SMTP_URL ? { url: SMTP_URL, from: MAIL_FROM } : null;
}

/** The settings of the process, read once. Throws with the name of the variable that is wrong. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
  );
}
