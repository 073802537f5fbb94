import { createHash } from "node:crypto";
import type { Scheme } from "@/core/scheme";
import { type DraftItem, emptyDraft, type VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";
import { addItemComment } from "@/db/commands/save-item-comment";
import { returnVisit } from "@/db/commands/visits/decide-visit";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { schemeInForce } from "@/db/queries/scheme-in-force";
import { daysBefore } from "@/server/demo-data/days";
import { DESKS, type Desk, type DeskVisit } from "@/server/demo-data/desks";
import { DEMO_OFFICIALS } from "@/server/demo-data/officials";
import { findActor } from "@/server/find-actor";

const FRESH_DAYS = 60;

/**
 * Puts something on the desks of the invented officials: visits that wait for a second person, that
 * were returned and that have to be followed up, and sentences to choose from. Done once; what an
 * interruption left out is added.
 */
export async function seedDesks(db: Db, now: Date): Promise<void> {
  for (const desk of DESKS) {
    const [town] = await db<{ id: number; isDone: boolean }[]>`
      select id, exists (
        select from visits where id = ${idOf(desk, desk.visits.length - 1)}
          and submitted_at is not null) as is_done
      from authorities where slug = ${desk.authority}`;
    if (town && !town.isDone) await fillDesk(db, desk, town.id, now);
  }
}

async function fillDesk(db: Db, desk: Desk, authorityId: number, now: Date): Promise<void> {
  const { domain } = desk;
  const places = await listPlaces(db, authorityId, desk, now);
  if (desk.besideFood) await inspectGoodsToo(db, authorityId, places, now);
  const inspector = await officialOf(db, desk, "inspector");
  const reviewer = await officialOf(db, desk, "reviewer");
  const admin = await officialOf(db, desk, "authority-admin");
  const today = now.toISOString().slice(0, 10);
  const scheme = await schemeInForce(db, authorityId, domain, today);
  for (const [itemCode, text] of desk.sentences) {
    const sentence = { authorityId, schemeId: scheme.id, itemCode, language: desk.language, text };
    expectDone(await addItemComment(db, admin, sentence));
  }
  for (const [at, visit] of desk.visits.entries()) {
    const id = idOf(desk, at);
    const begun = await findBegun(db, id);
    const site = begun?.site ?? places[at];
    if (!site) return;
    const wish = { id, site, domain, kind: "routine", rotationReason: null } as const;
    expectDone(await startVisit(db, inspector, wish, now));
    const day = daysBefore(today, visit.daysAgo);
    const signed = { inspector: inspector.name, person: desk.person };
    const sent = { id, document: draftOf(visit, scheme, day, signed), revision: 1 };
    if (!begun?.isSubmitted) expectDone(await submitVisit(db, inspector, sent, now));
    if (visit.reason)
      expectDone(await returnVisit(db, reviewer, { id, reason: visit.reason }, now));
  }
}

/** What an interruption left of a visit. */
async function findBegun(db: Db, id: string) {
  const [begun] = await db<{ site: string; isSubmitted: boolean }[]>`
    select s.public_id as site, v.submitted_at is not null as is_submitted
    from visits v join sites s on s.id = v.site_id where v.id = ${id}`;
  return begun;
}

/** Some places of an authority are looked at for goods as well as for food. */
async function inspectGoodsToo(
  db: Db,
  authorityId: number,
  places: readonly string[],
  now: Date,
): Promise<void> {
  await db`
    insert into site_authorities (site_id, domain, authority_id, valid_from)
    select site_id, 'goods', ${authorityId}, ${now} from listings
    where public_id in ${db(places)} on conflict do nothing`;
}

/** Open places that have been green for a while, the last ones there are; of sellers online ones first. */
async function listPlaces(
  db: Db,
  authorityId: number,
  { domain, besideFood, visits }: Desk,
  now: Date,
) {
  if (besideFood) return listSupermarkets(db, authorityId, visits.length);
  const before = daysBefore(now.toISOString().slice(0, 10), FRESH_DAYS);
  const rows = await db<{ publicId: string }[]>`
    select public_id from listings
    where authority_id = ${authorityId} and state = 'open'
      and ${db(`${domain}_standing`)} = 'green' and ${db(`${domain}_rated_on`)} < ${before}
    order by (${domain === "goods"} and kind = 'online') desc, site_id desc limit ${visits.length}`;
  return rows.map(({ publicId }) => publicId);
}

/** The first of a town, so that nobody else's places are taken. */
async function listSupermarkets(db: Db, authorityId: number, count: number): Promise<string[]> {
  const rows = await db<{ publicId: string }[]>`
    select public_id from listings
    where authority_id = ${authorityId} and state = 'open' and category = 'supermarket'
      and food_standing = 'green'
    order by site_id limit ${count}`;
  return rows.map(({ publicId }) => publicId);
}

async function officialOf(db: Db, { authority }: Desk, role: string) {
  const official = DEMO_OFFICIALS.find((one) => one.authority === authority && one.role === role);
  const actor = official && (await findActor(db, official.email));
  if (!actor) throw new Error(`${authority} has no ${role}.`);
  return { ...actor, name: official.name };
}

const CLEAN: DraftItem = { mark: "in", corrected: false, comment: "", measured: null, photos: [] };

/** A form filled in to the end: all in order but what the visit found. */
function draftOf(
  { inputs, out = {}, found = [] }: DeskVisit,
  { checklist }: Scheme,
  day: string,
  signed: { inspector: string; person: string },
): VisitDraft {
  const items = checklist.map(({ code }): [string, DraftItem] => {
    const finding = out[code];
    if (!finding) return [code, CLEAN];
    const { comment, measured = null } = finding;
    return [code, { ...CLEAN, mark: "out", comment, measured }];
  });
  return {
    ...emptyDraft("routine", day),
    timeIn: "09:40",
    timeOut: "10:55",
    personInCharge: signed.person,
    items: Object.fromEntries(items),
    findings: found.map((text) => ({ severity: "", text, corrected: false, photos: [] })),
    inputs,
    signatures: { inspector: signed.inspector, person: { name: signed.person } },
  };
}

/** The same number of a visit every time, in the form of a random one. */
function idOf({ authority, domain, besideFood }: Desk, at: number): string {
  const more = besideFood ? " beside food" : "";
  const desk = domain === "food" ? authority : `${authority} ${domain}${more}`;
  const hex = createHash("sha256").update(`placard desk ${desk} ${at}`).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}

function expectDone(answer: { ok: true } | { ok: false; reason: string }): void {
  if (!answer.ok && answer.reason !== "not-waiting") {
    throw new Error(`The desks of the demonstration: ${JSON.stringify(answer)}`);
  }
}
