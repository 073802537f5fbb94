import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { signInAs } from "@/tests/e2e/sign-in-as";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { WebClient } from "@/tests/support/web-client";

const LOCALES = ["en", "zh", "ar"] as const;
const TOWN = "demo-tallinn";

let db: Db;
let site = "";
const clients: Record<"inspector" | "reviewer" | "admin" | "auditor" | "stranger", WebClient> = {
  inspector: new WebClient(inject("siteUrl")),
  reviewer: new WebClient(inject("siteUrl")),
  admin: new WebClient(inject("siteUrl")),
  auditor: new WebClient(inject("siteUrl")),
  stranger: new WebClient(inject("siteUrl")),
};

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  const enter = async (
    who: keyof typeof clients,
    role: Parameters<typeof makeOfficial>[1],
    slug = TOWN,
  ) => {
    const official = await makeOfficial(db, role, slug);
    await clients[who].signIn(official.email, PASSWORD);
    return official;
  };
  await enter("inspector", "inspector");
  await enter("reviewer", "reviewer");
  await enter("auditor", "auditor");
  await enter("stranger", "inspector", "demo-toronto");
  const { authorityId } = await enter("admin", "authority-admin");
  // The list is made when first looked at, in the background where something is being published.
  site = await vi.waitFor(
    async () => {
      await clients.inspector.get("/en/inspect");
      const [row] = await db<{ publicId: string }[]>`
        select l.public_id from due_visits d join listings l using (site_id)
        where d.authority_id = ${authorityId} and d.reason is not null
        order by d.due_on, d.site_id limit 1`;
      if (!row) throw new Error("There is no worklist yet.");
      return row.publicId;
    },
    { timeout: 60_000, interval: 200 },
  );
  const say = (path: string, form: Record<string, string>) =>
    clients.admin.post(`/office/administration/${path}`, {
      authorityId: String(authorityId),
      ...form,
    });
  await say("areas", {
    change: "add",
    name: "Põhja",
    localities: "Põhja-Tallinn",
    postcodes: "10",
  });
  await say("risks", { change: "add", domain: "food", code: "A", label: "Kõrge", months: "12" });
  await say("comments", {
    ...{ change: "add", schemeId: "us-alameda", itemCode: "1", language: "ar", text: "لا صابون" },
  });
  await clients.inspector.post("/office/sites/complaint", {
    ...{ site, domain: "food", dueOn: "2026-01-02", note: "Hiired köögis" },
  });
  await clients.inspector.post("/office/sites/conflict", {
    ...{ change: "declare", site, reason: "Õde" },
  });
  await proposeOperators(authorityId ?? 0);
  await clients.inspector.post("/office/plan", { day: "2030-01-02", stop: `${site}:food` });
});
afterAll(async () => {
  await db?.end();
});

/** Two pairs: one that waits and one that was refused. */
async function proposeOperators(authorityId: number): Promise<void> {
  const evidence = {
    name: { site: "Kohvik Lepp", entity: "Kohvik Lepp Osaühing Põhja-Eesti", alike: 0.83 },
    address: { site: "Pikk 12, Tallinn", entity: "Pikk 12, Tallinn, 10123", agrees: "same" },
    phone: "different",
    distanceM: 12,
  };
  const ids = await db<{ id: number }[]>`
    insert into match_candidates (site_id, entity_id, score, evidence)
    select l.site_id, e.id, 0.7, ${db.json(evidence)}
    from (select site_id from listings where authority_id = ${authorityId} limit 2) l,
      (select id from legal_entities order by id limit 1) e
    returning id`;
  await clients.admin.post("/office/administration/matches", {
    ...{ candidateId: String(ids[0]?.id), decision: "refuse", reason: "Teine äri" },
  });
}

const SITE = "/inspect/sites/:site";
const PAGES = [
  ["worklist", "inspector", "/inspect?done=planned"],
  ["worklist, filtered", "inspector", "/inspect?q=kohvik&reason=interval&overdue=1"],
  ["worklist, nothing found", "reviewer", "/inspect?q=qqqqqq"],
  ["plan", "inspector", "/inspect/plan/2030-01-02"],
  ["plan, empty", "inspector", "/inspect/plan/2031-01-01?refused=nothing"],
  ["site", "inspector", SITE],
  ["site, of an admin", "admin", SITE],
  ["new site", "inspector", "/inspect/sites/new"],
  ["new site, flawed", "inspector", "/inspect/sites/new?check=1&kind=online&lat=x"],
  [
    "new site, known",
    "inspector",
    "/inspect/sites/new?check=1&authority=demo-tallinn&domain=food&kind=fixed&category=bar&name=:name&address=:address",
  ],
  ["administration", "admin", "/admin/demo-tallinn"],
  ["comment library", "admin", "/admin/demo-tallinn/comments"],
  ["who runs what", "admin", "/admin/demo-tallinn/matches?done=matchRefused"],
  ["who runs what, decided", "admin", "/admin/demo-tallinn/matches?show=decided"],
  ["who runs what, of an auditor", "auditor", "/admin/demo-tallinn/matches?refused=match-taken"],
  ["schemes", "reviewer", "/admin/demo-tallinn/schemes?scheme=uk-fhrs@2018-11&from=2030-01-01"],
  ["authorities", "auditor", "/admin"],
  ["access log", "auditor", "/admin/access-log"],
] as const;

async function addressOf(path: string): Promise<string> {
  const [row] = await db<{ name: string; address: string }[]>`
    select name, address from listings where public_id = ${site}`;
  return path
    .replace(":site", site)
    .replace(":name", encodeURIComponent(row?.name ?? ""))
    .replace(":address", encodeURIComponent(row?.address ?? ""));
}

describe.each(LOCALES)("in %s", (locale) => {
  test.each(PAGES)(
    "%s: valid HTML, nothing for axe to find, nothing cut off",
    async (_, who, path) => {
      const full = `/${locale}${await addressOf(path)}`;
      const response = await clients[who].get(full);
      expect(response.status).toBe(200);
      expect(await findMarkupFaults(await response.text(), path)).toEqual([]);
      const url = inject("siteUrl");
      const cookies = [...clients[who].cookies].map(([name, value]) => ({ name, value, url }));
      for (const [width, colorScheme] of [
        [320, "dark"],
        [1440, "light"],
      ] as const) {
        const page = await visit("/healthz", {
          viewport: { width, height: 800 },
          colorScheme,
          reducedMotion: "reduce",
        });
        await page.context().addCookies(cookies);
        await page.goto(full);
        expect(await findBarriers(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBe(width);
        expect(page.faults).toEqual([]);
        await page.context().close();
      }
    },
  );
});

test.each<[keyof typeof clients, string]>([
  ["stranger", SITE],
  ["stranger", "/admin"],
  ["stranger", "/admin/demo-tallinn/schemes"],
  ["admin", "/inspect/plan/2030-01-02"],
  ["reviewer", "/inspect/sites/new"],
  ["reviewer", "/admin/demo-tallinn"],
  ["inspector", "/admin/demo-tallinn"],
  ["inspector", "/admin/demo-tallinn/comments"],
  ["reviewer", "/admin/demo-tallinn/matches"],
  ["admin", "/admin/access-log"],
])("%s at %s: refused with a sentence, and nothing of it is told", async (who, path) => {
  const response = await clients[who].get(`/en${await addressOf(path)}`);
  const text = await response.text();
  expect(response.status).toBe(403);
  expect(text).toContain("None of the roles you hold allows this");
  expect(text).not.toContain("demo-tallinn");
});

test.each<[keyof typeof clients, string, Record<string, string>]>([
  ["stranger", "plan", { day: "2030-01-02", stop: ":site:food" }],
  ["admin", "plan", { day: "2030-01-02", stop: ":site:food" }],
  ["stranger", "sites/complaint", { ...about(), dueOn: "2026-01-02", note: "x" }],
  ["auditor", "sites/complaint", { ...about(), dueOn: "2026-01-02", note: "x" }],
  ["stranger", "sites/conflict", { change: "declare", site: ":site", reason: "x" }],
  ["inspector", "sites/risk", { ...about(), code: "A" }],
  ["admin", "sites/missed", { ...about(), ...missed() }],
  ["inspector", "administration/areas", { change: "add", authorityId: "1", ...area() }],
  ["inspector", "administration/staff", { change: "end", membershipId: "1" }],
  ["inspector", "administration/comments", { change: "remove", authorityId: "1", id: "1" }],
  ["auditor", "administration/risks", { change: "remove", authorityId: "1", ...category() }],
  ["inspector", "administration/schemes", { change: "confirmed", id: "1" }],
])("%s sending to %s: 403, and nothing changes", async (who, path, form) => {
  const filled = Object.entries(form).map(([name, value]) => [name, value.replace(":site", site)]);
  const before = await counts();
  const response = await clients[who].post(`/office/${path}`, Object.fromEntries(filled));
  expect(response.status).toBe(403);
  expect(await counts()).toEqual(before);
});

test("whoever is not signed in is led to sign in, from a page and from a form", async () => {
  const nobody = new WebClient(inject("siteUrl"));
  const page = await nobody.get("/en/inspect?overdue=1");
  expect(page.headers.get("location")).toContain("/en/sign-in?next=%2Fen%2Finspect%3Foverdue%3D1");
  const form = await nobody.post("/office/plan", { day: "2030-01-02", stop: `${site}:food` });
  expect(form.headers.get("location")).toMatch(/^\/en\/sign-in/);
});

function about() {
  return { site: ":site", domain: "food" };
}
function missed() {
  const id = "8a6e0804-2bd0-4672-b79d-d97027f9071a";
  return { id, triedOn: "2026-01-02", reason: "closed", note: "" };
}
function area() {
  return { name: "X", localities: "", postcodes: "" };
}
function category() {
  return { domain: "food", code: "A" };
}

async function counts() {
  const [row] = await db`
    select (select count(*) from tasks) as tasks, (select count(*) from conflicts) as conflicts,
      (select count(*) from plan_stops) as stops, (select count(*) from site_risks) as risks,
      (select count(*) from missed_visits) as missed, (select count(*) from areas) as areas,
      (select count(*) from memberships where ended_at is null) as roles,
      (select count(*) from item_comments where retired_at is null) as comments,
      (select count(*) from risk_categories) as categories`;
  return row;
}

test("who is to confirm a proposal sees who would move, without asking for it", async () => {
  const [town] = await db<{ id: number }[]>`select id from authorities where slug = ${TOWN}`;
  await clients.admin.post("/office/administration/schemes", {
    ...{ change: "propose", authorityId: String(town?.id), domain: "food" },
    ...{ scheme: "us-alameda@2012", validFrom: "2040-01-01" },
  });
  const page = await (await clients.reviewer.get(`/en/admin/${TOWN}/schemes`)).text();
  expect(page).toContain('value="confirmed"');
  expect(page).toContain('id="simulation-us-alameda-2012"');
});

test("the bar is two rows at most on a phone, marks where one is, and signs out without JavaScript", async () => {
  const page = await signInAs("admin@demo-tallinn", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    javaScriptEnabled: false,
  });
  const bar = page.getByRole("navigation", { name: "Back office" });
  expect((await bar.boundingBox())?.height).toBeLessThan(95);
  expect(await bar.locator("[aria-current=page]").textContent()).toBe("Administration");
  await bar.locator("summary").tap();
  expect(await bar.getByRole("link", { name: "Account" }).isVisible()).toBe(true);
  await bar.getByRole("button", { name: "Sign out" }).tap();
  await page.waitForURL(/\/en$/);
  await page.context().close();
});

test("a follow-up of a place that nobody has been to is refused with a sentence, and not offered", async () => {
  const [fresh] = await db<{ publicId: string }[]>`
    select l.public_id from listings l join authorities a on a.id = l.authority_id
    where a.slug = ${TOWN} and l.food_standing = 'never' and l.state = 'open'
      and not exists (select from ratings r where r.site_id = l.site_id) limit 1`;
  const response = await clients.inspector.post("/office/visits", {
    ...{ locale: "zh", id: "8a6e0804-2bd0-4672-b79d-d97027f90aaa", site: fresh?.publicId ?? "" },
    what: "food follow-up",
  });
  expect(response.status).toBe(303);
  const form = await (await clients.inspector.get(response.headers.get("location") ?? "")).text();
  expect(form).toContain("没有需要复查的内容");
  expect(form).not.toContain('value="follow-up"');
});

test("an administration form that is refused shows what was typed, and no longer once it is done", async () => {
  const page = await signInAs("admin@demo-tallinn", { javaScriptEnabled: false });
  const send = (form: string) =>
    page.locator(`form[action='/office/administration/${form}'] button[value=add]`).click();
  await page.goto(`/en/admin/${TOWN}`);
  await page.locator("#areas summary").click();
  await page.locator("#area-name").fill("Kesklinn");
  await send("areas");
  await page.getByText("Name at least one locality or postcode").waitFor();
  expect(await page.locator("#area-name").inputValue()).toBe("Kesklinn");
  await page.locator("#area-localities").fill("Kesklinn");
  await send("areas");
  await page.getByText("The area is saved.").waitFor();
  expect(await page.locator("#area-name").inputValue()).toBe("");
  await page.locator("#risks summary").click();
  await page.locator("#risk-domain").selectOption("goods");
  await page.locator("#risk-code").fill("  ");
  await page.locator("#risk-label").fill("Low");
  await page.locator("#risk-months").fill("24");
  await send("risks");
  await page.getByText("could not be read").waitFor();
  expect(await page.locator("#risk-domain").inputValue()).toBe("goods");
  expect(await page.locator("#risk-label").inputValue()).toBe("Low");
  expect(await page.locator("#area-name").inputValue()).toBe("");
  await page.goto(`/en/admin/${TOWN}/comments`);
  await page.locator("details:has(#comment-text):not([open]) > summary").click();
  await page.locator("#comment-item").selectOption("7");
  await page.locator("#comment-text").fill(" ");
  await send("comments");
  await page.getByText("could not be read").waitFor();
  expect(await page.locator("#comment-item").inputValue()).toBe("7");
  await page.context().close();
});
