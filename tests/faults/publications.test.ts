import { expect, onTestFinished, test, vi } from "vitest";
import { connect } from "@/db/client";
import { watchPublications } from "@/db/publications";
import { publishRating } from "@/tests/support/publication";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startPrimary } from "@/tests/support/standby";

test("while the database is away the watch says since when; back again, it hears as before", async () => {
  const server = await startPrimary();
  onTestFinished(() => server.remove());
  const db = connect(server.url, { max: 4 });
  onTestFinished(() => db.end({ timeout: 1 }));
  const rows = ["1", "2"].flatMap((key) => [site(key), rating(key, "5")]);
  await load(db, "2026-01-01", [snapshot(), ...rows]);
  const ids = await db<{ publicId: string }[]>`select public_id from listings order by name`;
  const [id = "", other = ""] = ids.map(({ publicId }) => publicId);
  const watch = await watchPublications(server.url, db);
  onTestFinished(() => watch.stop());
  const patiently = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000, interval: 2 });

  for (const end of [server.stop, server.kill]) {
    await vi.waitFor(() => expect(watch.awaySince).toBeNull(), { timeout: 10_000 });
    const endedAt = new Date();
    await end();
    await patiently(() => watch.awaySince !== null);
    expect(watch.awaySince?.getTime()).toBeGreaterThanOrEqual(endedAt.getTime());
    expect(await watch.check()).toBe(false);
    expect(await watch.reached(watch.revision + 1, 10_000)).toBe(false);
    await server.start();
    await patiently(() => watch.awaySince === null);
    // Whether by its notice or by the poll: nothing is hidden.
    const { revision } = watch;
    await publishRating(db, id);
    await patiently(() => watch.revision > revision);
    // And before long by the notice, which alone tells what was touched.
    await vi.waitUntil(
      async () => {
        const before = watch.revision;
        await publishRating(db, id);
        await patiently(() => watch.revision > before);
        return !watch.touchedSince(before, { sites: [other] });
      },
      { timeout: 30_000, interval: 2 },
    );
  }
});
