import type { Db } from "@/db/client";
import { queueJob } from "@/db/commands/queue-job";
import { mailJobKey } from "@/db/commands/queue-mail";

/** More at once would only wait. */
const AT_ONCE = 500;

/** Queues the sending of mails that wait and that no job is for, such as those from before there was a mail server. */
export async function queueWaitingMails(db: Db): Promise<number> {
  const waiting = await db<{ id: string }[]>`
    select id from mails
    where sent_at is null and given_up_at is null
      and not exists (select from graphile_worker.jobs where key = 'send-mail:' || mails.id)
    order by queued_at limit ${AT_ONCE}`;
  for (const { id } of waiting) {
    await queueJob(db, "send-mail", { mail: id }, { key: mailJobKey(id) });
  }
  return waiting.length;
}
