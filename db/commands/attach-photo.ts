import type { Actor } from "@/core/permissions";
import {
  type AttachRefusal,
  PHOTOS_OF_VISIT_MAX,
  type PhotoFacts,
  type PhotoRefusal,
} from "@/core/photo";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";

/** A photo that can be stored; `keep` stores it, twice as well as once. */
export interface TakenPhoto extends PhotoFacts {
  ok: true;
  keep(): Promise<void>;
}

/** Where a photo belongs. */
export interface PhotoPlace {
  visitId: string;
  /** The checklist item it shows, null for the place as a whole. */
  itemCode: string | null;
}

export type AttachedPhoto =
  | { ok: true; sha256: string }
  | Forbidden
  | { ok: false; reason: PhotoRefusal | AttachRefusal };

/**
 * Attaches a photo to the actor's own draft; its hash is the receipt. `take` reads it and is called
 * only for who may attach it. The files are stored before the row that names them; a photo that is
 * there already changes nothing.
 */
export async function attachPhoto(
  db: Db,
  actor: Actor,
  { visitId, itemCode }: PhotoPlace,
  take: () => Promise<TakenPhoto | { ok: false; reason: PhotoRefusal | AttachRefusal }>,
): Promise<AttachedPhoto> {
  const state = await ownVisit(db, actor, visitId);
  if (state !== "draft") return state === null ? FORBIDDEN : { ok: false, reason: "not-draft" };
  const photo = await take();
  if (!photo.ok) return photo;
  return db.begin(async (tx) => {
    await holdPhoto(tx, photo.sha256, "shared");
    await photo.keep();
    // Reading and storing take seconds, in which the visit may have been submitted.
    const now = await ownVisit(tx, actor, visitId, tx`for update of v`);
    if (now !== "draft") return now === null ? FORBIDDEN : { ok: false, reason: "not-draft" };
    const there = await tx<{ sha256: string }[]>`
      select sha256 from attachments where visit_id = ${visitId} and removed_at is null`;
    const receipt = { ok: true, sha256: photo.sha256 } as const;
    if (there.some(({ sha256 }) => sha256 === photo.sha256)) return receipt;
    if (there.length >= PHOTOS_OF_VISIT_MAX) return { ok: false, reason: "too-many" };
    const { sha256, mediaType, bytes, width, height } = photo;
    await tx`
      insert into attachments
        (visit_id, item_code, sha256, media_type, bytes, width, height, uploaded_by)
      values
        (${visitId}, ${itemCode}, ${sha256}, ${mediaType}, ${bytes}, ${width}, ${height},
        ${actor.userId})`;
    return receipt;
  });
}

/** The state of a visit that the actor records, null for any other: of one that is not there too. */
export async function ownVisit(
  db: Db | Tx,
  actor: Actor,
  visitId: string,
  lock = db``,
): Promise<string | null> {
  const [visit] = await db<{ authorityId: number; inspectorId: string; state: string }[]>`
    select v.authority_id, v.inspector_id, v.state from visits v where v.id = ${visitId} ${lock}`;
  const authority = visit && visit.inspectorId === actor.userId ? visit.authorityId : null;
  const allowed = await authorise(db, actor, "record-visit", authority, `visit:${visitId}`);
  return allowed && visit ? visit.state : null;
}

/** The class of the advisory locks under which the files of a photo come and go. */
const PHOTO = 7_265_004;

/** Keeps the files of a photo from being dropped while somebody attaches it, until the end of `tx`. */
export async function holdPhoto(tx: Tx, sha256: string, how: "shared" | "alone"): Promise<void> {
  if (how === "shared") {
    await tx`select pg_advisory_xact_lock_shared(${PHOTO}, hashtext(${sha256}))`;
  } else await tx`select pg_advisory_xact_lock(${PHOTO}, hashtext(${sha256}))`;
}
