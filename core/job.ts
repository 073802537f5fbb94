import { z } from "zod";

/** The work done in the background, by name, with what each is told. */
export const JOBS = {
  /** Publishes what time alone has changed. */
  "publish-due": z.object({}),
  /** Publishes visits whose day has come, escalates and reminds. */
  "attend-visits": z.object({}),
  /** Makes the worklist of an authority, once the transactions `before` have ended. */
  "build-worklist": z.object({
    authority: z.number().int(),
    before: z.array(z.string()).optional(),
  }),
  /** Makes the files that hold the whole board. */
  "write-bulk-files": z.object({}),
  /** Sends one mail that waits. */
  "send-mail": z.object({ mail: z.uuid() }),
  /** Queues the sending of mails that wait and that no job is for. */
  "queue-waiting-mails": z.object({}),
  /** Removes sessions, links and counts of tries whose time is over. */
  "drop-expired": z.object({}),
  /** Removes the files of a photo that no visit has any more. */
  "drop-photo": z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
};
export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;
