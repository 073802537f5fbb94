import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { VisitDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { startVisit } from "@/db/commands/visits/start-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { askWithdrawal } from "@/db/commands/visits/withdraw-result";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { schemeNamed } from "@/tests/support/schemes";
import { draftWith } from "@/tests/support/visit-reports";
import { WebClient } from "@/tests/support/web-client";

const TOWN = "demo-toronto";
const ALAMEDA = schemeNamed("us-alameda@2012");
const SCORES = schemeNamed("uk-fhrs@2018-11");
const WORDS =
  "荣成海鲜馆 كان الأرز المطبوخ بجانب الموقد. Donaudampfschifffahrtsgesellschaftskapitän";
const FREE = { severity: "", text: WORDS, corrected: true, photos: [] };
const NOW = new Date();
const TODAY = NOW.toISOString().slice(0, 10);

let db: Db;
let inspector: Actor;
const ids = { checklist: "", scores: "", record: "", correction: "", contested: "" };
const clients = {
  inspector: new WebClient(inject("siteUrl")),
  reviewer: new WebClient(inject("siteUrl")),
};

async function official(role: "inspector" | "reviewer"): Promise<Actor> {
  const { id, email, authorityId } = await makeOfficial(db, role, TOWN);
  await clients[role].signIn(email, PASSWORD);
  return { userId: id, memberships: [{ role, authority: authorityId }] };
}

async function submit(id: string, changes: Partial<VisitDraft> & { out?: object }): Promise<void> {
  const document = filledDraft(ALAMEDA, { visitedOn: TODAY, ...changes } as Partial<VisitDraft>);
  const sent = await submitVisit(db, inspector, { id, document, revision: 1 }, NOW);
  if (!sent.ok) throw new Error(sent.reason);
}

async function begin(site: string): Promise<string> {
  const wish = { id: randomUUID(), site, domain: "food", kind: "routine" } as const;
  const begun = await startVisit(db, inspector, { ...wish, rotationReason: "x" }, NOW);
  if (!begun.ok) throw new Error(begun.reason);
  return begun.id;
}

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  inspector = await official("inspector");
  await official("reviewer");
  const [place] = await db<{ publicId: string }[]>`
    select l.public_id from listings l join authorities a on a.id = l.authority_id
    where a.slug = ${TOWN} and l.food_standing = 'yellow'
      -- What is due at a place that somebody speaks for is looked at by another file.
      and not exists (select from memberships m where m.site_id = l.site_id)
    order by l.site_id limit 1`;
  ids.checklist = await makeDraftVisit(db, inspector, {
    ...{ authority: TOWN, scheme: "us-alameda@2012" },
    draft: draftWith(ALAMEDA, 5, WORDS, { findings: [FREE] }),
  });
  ids.scores = await makeDraftVisit(db, inspector, {
    ...{ authority: TOWN, scheme: "uk-fhrs@2018-11" },
    draft: filledDraft(SCORES, { findings: [FREE] }),
  });
  ids.contested = await begin(place?.publicId ?? "");
  await submit(ids.contested, { out: { "40": {} } });
  await askWithdrawal(db, inspector, { id: ids.contested, reason: WORDS }, NOW);
  ids.record = await begin(place?.publicId ?? "");
  await submit(ids.record, { out: { "41": {} }, findings: [FREE], remarks: WORDS });
  const wish = { id: randomUUID(), of: ids.record, reason: WORDS };
  const begun = await correctVisit(db, inspector, wish, NOW);
  if (!begun.ok) throw new Error(begun.reason);
  ids.correction = begun.id;
  await submit(ids.correction, { out: { "22": {} }, findings: [FREE] });
});
afterAll(async () => {
  await db?.end();
});

const PAGES = [
  ["draft, by a checklist", "inspector", "/inspect/visits/:checklist"],
  ["draft, by scores", "inspector", "/inspect/visits/:scores?refused=incomplete"],
  ["record", "inspector", "/inspect/visits/:record?done=mailed"],
  ["review queue", "reviewer", "/review?done=confirm"],
  ["review desk", "reviewer", "/review/:correction?refused=no-reason"],
  ["result to be withdrawn", "reviewer", "/review/:contested"],
] as const;
const WIDTHS = [390, 768, 1440] as const;

describe.each(["en", "zh", "ar"])("in %s", (locale) => {
  test.each(PAGES)(
    "%s: valid HTML, nothing for axe to find, nothing cut off",
    async (_, who, path) => {
      const full = `/${locale}${path.replace(/:(\w+)/, (_all, name) => ids[name as keyof typeof ids])}`;
      const response = await clients[who].get(full);
      expect(response.status).toBe(200);
      expect(await findMarkupFaults(await response.text(), path)).toEqual([]);
      const url = inject("siteUrl");
      const cookies = [...clients[who].cookies].map(([name, value]) => ({ name, value, url }));
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await visit("/healthz", { colorScheme, reducedMotion: "reduce" });
        await page.context().addCookies(cookies);
        await page.goto(full);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          expect(await findBarriers(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        }
        expect(page.faults).toEqual([]);
        await page.context().close();
      }
    },
  );
});

test("sentences are offered in the language that the town publishes in, whatever its inspector reads", async () => {
  await db`
    insert into item_comments (authority_id, scheme_id, item_code, language, text, created_by)
    select id, 'us-alameda', '7', c.language, c.text, ${inspector.userId}
    from authorities, (values ('en', 'No soap at the basin'), ('zh', '洗手池没有肥皂')) as c (language, text)
    where slug = ${TOWN}`;
  const page = await clients.inspector.get(`/zh/inspect/visits/${ids.checklist}`);
  const html = await page.text();
  expect(html).toContain("<option>No soap at the basin</option>");
  expect(html).not.toContain("<option>洗手池没有肥皂</option>");
  expect(html).toContain("将原文公开，请勿写入个人姓名。");
});
