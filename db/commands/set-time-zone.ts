import type { Db } from "@/db/client";

/**
 * Says in which zone an authority works: its visits' days and its officials' times go by it from now
 * on. False where there is no such authority.
 */
export async function setTimeZone(
  db: Db,
  { slug, timeZone }: { slug: string; timeZone: string },
): Promise<boolean> {
  const set = await db`
    update authorities set time_zone = ${timeZone} where slug = ${slug}`;
  return set.count > 0;
}
