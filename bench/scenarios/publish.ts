import { largest, type Measure, type Setting, spread } from "@/bench/measure";
import { startSite } from "@/bench/site";
import { seenAfter, type Views, viewsOf } from "@/bench/views";
import { formatPublicId } from "@/core/public-id";
import { connect, type Db } from "@/db/client";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const PUBLICATIONS = 100;
const WITHIN_MS = 1000;
/** Alone in the Atlantic, so that its map tile shows nothing else. */
const POSITION = { lat: 31.234, lon: -41.567 };

/** From the commit of an import to its being seen on two processes, in every view of it. */
export async function publish(setting: Setting): Promise<Measure[]> {
  const url = await setting.database(
    setting.sizes.find((size) => size >= 600_000) ?? largest(setting),
  );
  const db = connect(url, { max: 2 });
  const sites = [await startSite(url), await startSite(url)];
  const seen = new Map<string, number[]>();
  const everywhere: number[] = [];
  const imports: number[] = [];
  try {
    const town = `Benchtown ${Date.now()}`;
    for (let round = 0; round <= PUBLICATIONS; round += 1) {
      const before = performance.now();
      const views = await publishOnce(db, town, round);
      const committed = performance.now();
      const times = await Promise.all(
        sites.flatMap((one) =>
          Object.entries(views).map(async ([name, view]) => {
            const time = await seenAfter(one.url, view, committed);
            if (round > 0) seen.set(name, [...(seen.get(name) ?? []), time]);
            return time;
          }),
        ),
      );
      // The first one makes every page.
      if (round === 0) continue;
      imports.push(committed - before);
      everywhere.push(Math.max(...times));
    }
  } finally {
    await Promise.all([...sites.map((one) => one.stop()), db.end()]);
  }
  const all = spread(everywhere);
  return [
    {
      what: `${PUBLICATIONS} publications: commit to visible in all views of two processes`,
      ...all,
      promise: `p99 < ${WITHIN_MS} ms`,
      kept: all.p99 < WITHIN_MS,
    },
    ...[...seen].map(([name, times]) => ({ what: `of these, ${name}`, ...spread(times) })),
    { what: "the import itself, until its commit", ...spread(imports) },
  ];
}

/** Imports the next snapshot of a town of one site: another name and another rating. */
async function publishOnce(db: Db, town: string, round: number): Promise<Views> {
  const name = `Visible ${round} Kitchen`;
  const [published, colour] = round % 2 === 0 ? ["5", "green"] : ["1", "red"];
  const asOf = new Date(Date.UTC(2024, 0, 1 + round)).toISOString().slice(0, 10);
  await load(db, asOf, [
    snapshot({ town }),
    site("1", { name, position: POSITION, locality: town }),
    rating("1", published, { ratedOn: asOf }),
  ]);
  const [listed] = await db<{ publicId: string; slug: string; position: number }[]>`
    select l.public_id, l.slug, max(e.position) as position
    from listings l join authorities a on a.id = l.authority_id join events e using (site_id)
    where a.name = ${town} group by l.site_id`;
  if (!listed) throw new Error(`${town} is not listed.`);
  const id = formatPublicId(listed.publicId);
  return {
    ...viewsOf({ ...listed, at: POSITION, q: town }, name, colour),
    feed: { path: `/feeds/en/sites/${id}.atom`, shows: [name] },
    events: { path: `/api/v1/events?after=${listed.position - 1}`, shows: [id] },
  };
}
