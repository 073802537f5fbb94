import type { IsoDate } from "@/core/import-row";
import type { Db, Tx } from "@/db/client";
import { publish } from "@/db/commands/publish";

/** Publishes what `change` does to the records of one site, as a visit's command would. */
export async function publishChange(
  db: Db,
  publicId: string,
  change: (tx: Tx, siteId: number) => Promise<unknown>,
): Promise<void> {
  await db.begin(async (tx) => {
    const [site] = await tx<{ id: number }[]>`
      select id from sites where public_id = ${publicId} for update`;
    if (!site) throw new Error(`There is no site ${publicId}.`);
    await change(tx, site.id);
    await tx`create temp table touched on commit drop as select ${site.id}::bigint as site_id`;
    await publish(tx);
  });
}

/** Publishes a newer rating of a site: of the day after the one that it supersedes. */
export async function publishRating(db: Db, publicId: string): Promise<IsoDate> {
  let ratedOn = "";
  await publishChange(db, publicId, async (tx, siteId) => {
    const [before] = await tx<{ id: number; next: number }[]>`
      select id, nextval('ratings_id_seq') as next from ratings
      where site_id = ${siteId} and superseded_by is null`;
    if (!before) throw new Error(`${publicId} has no rating.`);
    await tx`update ratings set superseded_by = ${before.next} where id = ${before.id}`;
    const [rating] = await tx<{ ratedOn: IsoDate }[]>`
      insert into ratings (id, site_id, domain, source_id, scheme_id, scheme_version, origin,
        published, inputs, outcome, standing, rated_on, source_as_of, content_hash)
      select ${before.next}, site_id, domain, source_id, scheme_id, scheme_version, origin,
        published, inputs, outcome, standing, rated_on + 1, source_as_of + 1, content_hash
      from ratings where id = ${before.id} returning rated_on`;
    ratedOn = rating?.ratedOn ?? "";
  });
  return ratedOn;
}

/** Moves the revision as a publication does, without its notice: one that was lost. */
export async function publishUnheard(db: Db): Promise<number> {
  const [moved] = await db<{ revision: number }[]>`
    update event_counter set revision = revision + 1 returning revision`;
  return moved?.revision ?? 0;
}
