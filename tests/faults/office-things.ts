import { randomInt, randomUUID } from "node:crypto";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { proposeScheme } from "@/db/commands/propose-scheme";
import { recordEntry } from "@/db/commands/registers/record-entry";
import { addArea } from "@/db/commands/save-area";
import { addItemComment } from "@/db/commands/save-item-comment";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { askWithdrawal } from "@/db/commands/visits/withdraw-result";
import { COMPANY, speakFor } from "@/tests/faults/office-people";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { authorityId, enrol } from "@/tests/support/people";
import { phonePhoto } from "@/tests/support/photos";
import { newEntry } from "@/tests/support/register-entries";
import { schemeNamed } from "@/tests/support/schemes";
import {
  caseOf,
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  registerCode,
} from "@/tests/support/tax-feed";
import type { WebClient } from "@/tests/support/web-client";

const ALAMEDA = schemeNamed("us-alameda@2012");

/** What a request can name; made when it is asked for. */
export interface Things {
  slug: string;
  authority(): Promise<string>;
  site(): Promise<string>;
  draft(): Promise<string>;
  waiting(): Promise<string>;
  published(): Promise<string>;
  /** A public one that somebody asks to withdraw. */
  contested(): Promise<string>;
  photo(): Promise<{ visit: string; sha256: string }>;
  membership(): Promise<string>;
  /** That somebody speaks for a place. */
  representation(): Promise<string>;
  /** The register number of a business whose tax standing the town states. */
  company(): Promise<string>;
  proposal(): Promise<string>;
  area(): Promise<string>;
  comment(): Promise<string>;
  /** Of a register. */
  entry(): Promise<string>;
  match(): Promise<string>;
  heldBatch(): Promise<string>;
  taxCase(): Promise<{ entity: string; basedOn: string; number: string }>;
  key(): Promise<string>;
}

/** What is not there, whoever asks. */
export const NOTHING: Things = {
  slug: "nowhere",
  authority: async () => "987654321",
  site: async () => "7K3M9QX2V2",
  draft: async () => randomUUID(),
  waiting: async () => randomUUID(),
  published: async () => randomUUID(),
  contested: async () => randomUUID(),
  photo: async () => ({ visit: randomUUID(), sha256: "ab".repeat(32) }),
  membership: async () => "987654321",
  representation: async () => "987654321",
  company: async () => "10000024",
  proposal: async () => "987654321",
  area: async () => "987654321",
  comment: async () => "987654321",
  entry: async () => randomUUID(),
  match: async () => "987654321",
  heldBatch: async () => randomUUID(),
  taxCase: async () => ({
    ...{ entity: "987654321", basedOn: "1", number: registerCode(999_999) },
  }),
  key: async () => randomUUID(),
};

/** New things of a town that everybody is at work in. */
export function thingsOf(db: Db, inspector: Actor, uploader: WebClient): Things {
  const now = () => new Date();
  const today = () => now().toISOString().slice(0, 10);
  const slug = "testham";
  const authority = () => authorityId(db, slug);
  const admin = () => enrol(db, [{ role: "authority-admin", at: slug }]);
  const document = (isRed: boolean) =>
    filledDraft(ALAMEDA, {
      visitedOn: today(),
      personInCharge: "Mx Confidential",
      remarks: "a sealed remark",
      ...(isRed && { out: { "22": {} } }),
    });
  const draft = () =>
    makeDraftVisit(db, inspector, {
      authority: slug,
      scheme: "us-alameda@2012",
      draft: document(true),
    });
  const waiting = async () => {
    const id = await draft();
    // Some form sent before may have declared one.
    await db`update conflicts set ended_at = now() where ended_at is null`;
    const sent = await submitVisit(
      db,
      inspector,
      { id, document: document(true), revision: 1 },
      now(),
    );
    if (!sent.ok || sent.state !== "awaiting") throw new Error("It does not wait.");
    return id;
  };
  const published = async () => {
    const id = await waiting();
    const reviewer = await enrol(db, [{ role: "reviewer", at: slug }]);
    const confirmed = await confirmVisit(db, reviewer, { id }, now());
    if (!confirmed.ok) throw new Error(confirmed.reason);
    return id;
  };
  const created = <T>(of: T | undefined): T => {
    if (of === undefined) throw new Error("It was not made.");
    return of;
  };
  return {
    slug,
    authority: async () => String(await authority()),
    draft,
    waiting,
    async site() {
      const [row] = await db<{ publicId: string }[]>`
        select public_id from listings where name = 'Cafe Secretive'`;
      return created(row).publicId;
    },
    published,
    async contested() {
      const id = await published();
      const asked = await askWithdrawal(db, inspector, { id, reason: "Another place" }, now());
      if (!asked.ok) throw new Error(asked.reason);
      return id;
    },
    async photo() {
      const visit = await draft();
      const answer = await uploader.send(`/office/photos/${visit}?item=22`, {
        method: "POST",
        headers: { origin: uploader.url, "content-type": "image/jpeg" },
        body: new Uint8Array(await phonePhoto(64, 48)),
      });
      const { sha256 } = (await answer.json()) as { sha256: string };
      return { visit, sha256 };
    },
    async membership() {
      const { userId } = await enrol(db, [{ role: "inspector", at: slug }]);
      const [row] = await db<{ id: number }[]>`
        select id from memberships where user_id = ${userId}`;
      return String(created(row).id);
    },
    company: async () => COMPANY,
    async representation() {
      const { userId } = await enrol(db, []);
      const [place] = await db<{ siteId: number }[]>`
        select site_id from listings where name = 'Cafe Secretive'`;
      return String(await speakFor(db, userId, { siteId: created(place).siteId }));
    },
    async proposal() {
      await db`delete from scheme_changes where decided_at is null`;
      const made = await proposeScheme(
        db,
        await admin(),
        {
          authorityId: await authority(),
          domain: "food",
          scheme: { id: "uk-fhrs", version: "2018-11" },
          validFrom: `${now().getUTCFullYear() + 1}-07-01`,
        },
        now(),
      );
      if (!made.ok) throw new Error(made.reason);
      return String(made.id);
    },
    async area() {
      const name = randomUUID();
      const input = {
        authorityId: await authority(),
        name,
        localities: ["Testham"],
        postcodes: [],
      };
      await addArea(db, await admin(), input);
      const [row] = await db<{ id: number }[]>`select id from areas where name = ${name}`;
      return String(created(row).id);
    },
    async comment() {
      const text = randomUUID();
      const input = { authorityId: await authority(), schemeId: "us-alameda", itemCode: "22" };
      await addItemComment(db, await admin(), { ...input, language: "en", text });
      const [row] = await db<{ id: number }[]>`select id from item_comments where text = ${text}`;
      return String(created(row).id);
    },
    async entry() {
      const [row] = await db<{ publicId: string }[]>`
        select public_id from listings where name = 'Cafe Openly'`;
      const entry = newEntry(await authority(), { site: created(row).publicId });
      const recorded = await recordEntry(db, await admin(), entry);
      if (!recorded.ok) throw new Error(recorded.reason);
      return entry.id;
    },
    match: () => makeMatch(db),
    async heldBatch() {
      const base = randomInt(900_000);
      const rows = (day: string, given: Record<string, string>) =>
        Array.from({ length: 20 }, (_, i) => feedRow(base + i, { as_of: day, ...given }));
      const id = await authority();
      await deliverText(db, id, feedCsv(rows("2026-02-01", {})));
      const all = await db<{ number: string; name: string }[]>`
        select i.number, n.name from tax_standings s join entity_identifiers i using (entity_id)
        join entity_names n using (entity_id)
        where s.superseded_by is null and s.standing = 'green' and n.valid_to is null`;
      const red = all.map((one) => feedRow(0, { ...one, as_of: "2026-02-02", ...IN_ARREARS }));
      const held = await deliverText(db, id, feedCsv(red));
      if (!held.ok || held.state !== "held") throw new Error("It is not held.");
      return held.id;
    },
    async taxCase() {
      const n = randomInt(900_000);
      await deliverText(db, await authority(), feedCsv([feedRow(n, { as_of: "2026-02-02" })]));
      const { entityId, basedOn } = await caseOf(db, n);
      return { entity: String(entityId), basedOn: String(basedOn), number: registerCode(n) };
    },
    key: async () => (await makeKey(db, await authority())).id,
  };
}

/** A business that may run the town's place, waiting for a decision. */
async function makeMatch(db: Db): Promise<string> {
  const number = randomUUID();
  const [row] = await db<{ id: number }[]>`
    with entity as (insert into legal_entities (legal_form) values ('company') returning id),
    identified as (
      insert into entity_identifiers (entity_id, scheme, level, number)
      select id, 'no-orgnr', 'entity', ${number} from entity
    )
    insert into match_candidates (site_id, entity_id, score, evidence)
    select l.site_id, entity.id, 0.5, ${db.json({ name: null, address: null, phone: null, distanceM: null })}
    from listings l, entity where l.name = 'Cafe Secretive' returning id`;
  if (!row) throw new Error("The place is not there.");
  return String(row.id);
}

/** The same things each time, made once. */
export function heldOnTo(things: Things): Things {
  const kept = new Map<string, unknown>();
  return new Proxy(things, {
    get(target, name: keyof Things) {
      const make = target[name];
      if (typeof make === "string") return make;
      return () => {
        if (!kept.has(name)) kept.set(name, (make as () => unknown)());
        return kept.get(name);
      };
    },
  });
}
