import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, type Db } from "@/db/client";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { signInAs } from "@/tests/e2e/sign-in-as";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";
import { WebClient } from "@/tests/support/web-client";

const rowsOf = (given: Record<string, string>) =>
  Array.from({ length: 70 }, (_, i) => feedRow(7_700_000 + i, { as_of: "2026-02-01", ...given }));
const LOCALES = ["en", "zh", "ar"] as const;
const DAY = new Date().toISOString().slice(0, 10);

let db: Db;
let authority = 0;
let held = "";
let turnedDown = "";
const WORDS = { en, zh, ar };
const officer = new WebClient(inject("siteUrl"));
const admin = new WebClient(inject("siteUrl"));

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  authority = await makeTaxAuthority(db, "e2e-tax");
  await deliverText(db, authority, feedCsv(rowsOf({})));
  const red = await deliverText(
    db,
    authority,
    feedCsv(rowsOf({ ...IN_ARREARS, as_of: DAY })),
    new Date(),
  );
  if (!red.ok || red.state !== "held") throw new Error(JSON.stringify(red));
  held = red.id;
  await makeKey(db, authority);
  await officer.signIn((await makeOfficial(db, "tax-officer", "e2e-tax")).email, PASSWORD);
  await admin.signIn((await makeOfficial(db, "authority-admin", "e2e-tax")).email, PASSWORD);
});
afterAll(() => db?.end());

const CASE = `/tax/entities/ee-regcode/${registerCode(7_700_001)}`;
const PAGES = [
  ["desk", officer, () => "/tax"],
  ["held delivery", officer, () => `/tax/batches/${held}`],
  ["its second page", officer, () => `/tax/batches/${held}?move=green%3Ered&after=51`],
  ["case", officer, () => `${CASE}?refused=case-older`],
  ["keys", admin, () => "/admin/e2e-tax/keys?done=keyAdded"],
] as const;

describe.each(LOCALES)("in %s", (locale) => {
  test.each(PAGES)("the page of the %s is sound", async (_, client, path) => {
    const answer = await client.get(`/${locale}${path()}`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(await findMarkupFaults(html, path())).toEqual([]);
    expect(html).not.toMatch(/\btax\.[a-z]+[A-Z.]/);
  });
});

test("an officer without scripts looks at who turns, page by page, and releases", async () => {
  const first = await (await officer.get(`/en/tax/batches/${held}`)).text();
  expect(first).toContain("This delivery is held");
  expect(first).toMatch(/70 of 70 known entities would turn red at once/);
  expect(first).not.toContain("8,123");
  const listed = new Set(first.match(/\/en\/tax\/entities\/ee-regcode\/\d{8}/g));
  const more = first
    .match(/href="\?move|href="([^"]*after=\d+[^"]*)"/)?.[1]
    ?.replaceAll("&amp;", "&");
  const second = await (await officer.get(more ?? "")).text();
  for (const link of second.match(/\/en\/tax\/entities\/ee-regcode\/\d{8}/g) ?? [])
    listed.add(link);
  expect(listed.size).toBe(70);
  const [fromList] = listed;
  const waiting = await (await officer.get(fromList ?? "")).text();
  expect(waiting).toContain("What the held delivery says");
  expect(waiting).toContain("8,123.45");
  expect(await findMarkupFaults(waiting, "case of a held delivery")).toEqual([]);
  const refused = await officer.post("/office/tax/batches", { id: held, decision: "refuse" });
  expect(refused.headers.get("location")).toContain("refused=no-reason");
  const released = await officer.post("/office/tax/batches", {
    id: held,
    decision: "release",
    reason: "Compared with the source",
  });
  expect(released.headers.get("location")).toContain("done=taxReleased");
  const [row] = await db`
    select tax_standing from entity_listings where number = ${registerCode(7_700_001)}`;
  expect(row).toEqual({ taxStanding: "red" });
  const unpublished = await deliverText(
    db,
    authority,
    feedCsv(rowsOf({ legal_basis: "", as_of: DAY })),
    new Date(),
  );
  if (!unpublished.ok || unpublished.state !== "held") throw new Error(JSON.stringify(unpublished));
  turnedDown = unpublished.id;
  await officer.post("/office/tax/batches", {
    id: turnedDown,
    decision: "refuse",
    reason: "A wrong extract",
  });
});

const PAID = {
  asOf: DAY,
  legalBasis: "Taxation Act",
  grounds: "Booked to another period",
  undisputedArrears: "4711",
  oldestUndisputedDueOn: DAY,
  disputedArrears: "0",
  planActive: "false",
  overdueReturns: "0",
};

/** What the form of a case says of it by itself: whose it is, and which standing was seen. */
function caseIn(page: string) {
  const value = (name: string) =>
    page.match(new RegExp(`name="${name}" value="(\\d+)"`))?.[1] ?? "";
  return { entity: value("entity"), basedOn: value("basedOn") };
}

/** What a form of a page would send: its hidden fields. */
function hiddenFields(html: string, from: string): Record<string, string> {
  const form = html.slice(html.indexOf(from)).split("</form>")[0] ?? "";
  const fields = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
}

test("an officer without scripts finds a case, sees what would come out, and only then records it", async () => {
  const found = await officer.post("/office/tax/find", {
    scheme: "ee-regcode",
    number: registerCode(7_700_001),
  });
  expect(found.headers.get("location")).toMatch(/\/tax\/entities\/ee-regcode\/\d{8}$/);
  const page = await (await officer.get(`/en${CASE}`)).text();
  expect(page).toContain("8,123.45");
  expect(page).not.toContain("Record the new standing");
  const seen = caseIn(page);
  const asked = { ...seen, ...PAID, step: "preview" };
  const shown = await officer.post("/office/tax/cases", asked, `/en${CASE}`);
  expect(shown.headers.get("location")).toBe(`/en${CASE}?preview=1`);
  expect(shown.headers.get("set-cookie")).toMatch(
    /^typed-key=[\w-]{43};.*HttpOnly; SameSite=Strict/,
  );
  const preview = await (await officer.get(`/en${CASE}?preview=1`)).text();
  expect(await findMarkupFaults(preview, CASE)).toEqual([]);
  expect(preview).toContain("What would come out");
  expect(preview).toContain("Undisputed tax is owed or a return is missing, but not for long");
  const standing = () => db`
    select s.standing, s.grounds from tax_standings s
    where s.entity_id = ${seen.entity} and s.superseded_by is null`;
  expect(await standing()).toEqual([{ standing: "red", grounds: null }]);
  const fields = hiddenFields(preview, 'aria-labelledby="preview"');
  expect(fields).toEqual({ ...seen, ...PAID });
  const edited = await officer.post(
    "/office/tax/cases",
    { ...fields, step: "record" },
    `/en${CASE}?preview=1`,
  );
  expect(edited.headers.get("location")).toBe(`/en${CASE}?done=taxEdited`);
  expect(await standing()).toEqual([{ standing: "yellow", grounds: "Booked to another period" }]);
  expect(officer.cookies.has("typed-key")).toBe(false);
  // Whoever saw what stood before looks at what stands now, and then goes on with what they typed.
  const late = await officer.post("/office/tax/cases", { ...fields, step: "record" }, `/en${CASE}`);
  expect(late.headers.get("location")).toBe(`/en${CASE}?refused=case-changed`);
  const again = await (await officer.get(`/en${CASE}?refused=case-changed`)).text();
  expect(again).toContain("Somebody has put this case right");
  expect(again).toContain('value="4711"');
  expect(caseIn(again).basedOn).not.toBe(seen.basedOn);
});

test("a number that is none comes back as it was typed, and stands in no address", async () => {
  const find = async (number: string) => {
    const answer = await officer.post(
      "/office/tax/find",
      { scheme: "no-orgnr", number },
      "/en/tax",
    );
    expect(answer.headers.get("location")).toBe("/en/tax?refused=tax-number");
    return (await officer.get("/en/tax?refused=tax-number")).text();
  };
  const typed = await find("923 609 017");
  expect(typed).toMatch(/<input[^>]*name="number"[^>]*value="923 609 017"/);
  expect(typed).toMatch(/<option value="no-orgnr" selected/);
  expect(await findMarkupFaults(typed, "a number that is none")).toEqual([]);
  expect(await (await officer.get("/en/tax")).text()).not.toContain("923 609 017");
  // The same beside a number that nobody knows, where it may be asked again.
  const unknown = `/en/tax/entities/ee-regcode/${registerCode(7_799_999)}`;
  const asked = { scheme: "ee-regcode", number: "1042162" };
  const answer = await officer.post("/office/tax/find", asked, unknown);
  expect(answer.headers.get("location")).toBe(`${unknown}?refused=tax-number`);
  const beside = await (await officer.get(`${unknown}?refused=tax-number`)).text();
  expect(beside).toContain(en.officeNotice.refused["tax-number"]);
  expect(beside).toMatch(/<input[^>]*name="number"[^>]*value="1042162"/);
  const ofPerson = await find("38001085718");
  expect(ofPerson).not.toContain("38001085718");
  expect(ofPerson).toContain('value="[…]"');
  officer.cookies.delete("typed-key");
});

test("a case that is refused comes back as it was typed, to its own browser and page alone", async () => {
  const page = await (await officer.get(`/en${CASE}`)).text();
  const seen = caseIn(page);
  const wrong = { ...seen, ...PAID, undisputedArrears: "98765.4", grounds: "By 38001085718 again" };
  const refused = await officer.post("/office/tax/cases", wrong, `/en${CASE}`);
  const back = refused.headers.get("location") ?? "";
  expect(back).toBe(`/en${CASE}?refused=case-person`);
  const again = await (await officer.get(back)).text();
  expect(again).toContain('value="98765.4"');
  expect(again).toContain("By […] again");
  expect(again.indexOf('id="edit"')).toBeLessThan(again.indexOf('id="standing"'));
  const kept = await db<{ value: string }[]>`
    select value from verifications where identifier like 'typed:%'`;
  for (const { value } of kept) {
    expect(Buffer.from(value, "base64url").toString("latin1")).not.toContain("98765");
    expect(value).not.toContain("98765");
  }
  const other = `/en/tax/entities/ee-regcode/${registerCode(7_700_002)}?refused=case-person`;
  expect(await (await officer.get(other)).text()).not.toContain("98765.4");
  officer.cookies.delete("typed-key");
  expect(await (await officer.get(back)).text()).not.toContain("98765.4");
  const gone = await (await officer.get(`/en${CASE}?preview=1`)).text();
  expect(gone).toContain("What you typed is not kept any more");
});

test.each(LOCALES)(
  "in %s: of a figure that is no value its field is named and marked",
  async (locale) => {
    const path = `/${locale}${CASE}`;
    const page = await (await officer.get(path)).text();
    const wrong = {
      ...hiddenFields(page, 'id="edit"'),
      ...PAID,
      overdueReturns: "-3",
      step: "preview",
    };
    const refused = await officer.post("/office/tax/cases", wrong, path);
    const back = refused.headers.get("location") ?? "";
    expect(back).toBe(`${path}?refused=case-inputs&field=overdueReturns`);
    const told = await (await officer.get(back)).text();
    expect(await findMarkupFaults(told, "a refused figure")).toEqual([]);
    const label = told.match(/<label for="try-overdueReturns">([^<]*)/)?.[1] ?? "?";
    expect(told.match(/<p id="case-notice" role="alert"[^>]*>([^<]*)/)?.[1]).toContain(label);
    const marked = told.match(/<input[^>]*aria-invalid="true"[^>]*>/g) ?? [];
    expect(marked).toHaveLength(1);
    expect(marked[0]).toMatch(/(?=.*name="overdueReturns")(?=.*aria-describedby="case-notice")/);
    const other = await (await officer.get(`${path}?refused=case-inputs&field=constructor`)).text();
    expect(other).not.toContain("aria-invalid");
    expect(other).toContain(WORDS[locale].officeNotice.refused["case-inputs"]);
    // What comes next names the field no more.
    const again = await officer.post("/office/tax/cases", { ...wrong, overdueReturns: "0" }, back);
    expect(again.headers.get("location")).toBe(`${path}?preview=1`);
    officer.cookies.delete("typed-key");
  },
);

test("the form asks for what the scheme of the typed day wants", async () => {
  const turning = await makeTaxAuthority(db, "e2e-tax-turning");
  await deliverText(db, turning, feedCsv([feedRow(7_780_000, { as_of: "2026-02-01" })]));
  await makeTaxAuthority(db, "e2e-tax-turning", { key: "cn-tax@2025", from: "2026-02-10" });
  const other = new WebClient(inject("siteUrl"));
  await other.signIn((await makeOfficial(db, "tax-officer", "e2e-tax-turning")).email, PASSWORD);
  const path = `/en/tax/entities/ee-regcode/${registerCode(7_780_000)}`;
  const page = await (await other.get(path)).text();
  expect(page).toContain('name="undisputedArrears"');
  expect(page).not.toContain('name="lateReturns"');
  const seen = caseIn(page);
  const asked = { ...seen, ...PAID, step: "preview" };
  const back = await other.post("/office/tax/cases", asked, path);
  const place = back.headers.get("location") ?? "";
  expect(place).toBe(`${path}?refused=case-inputs&field=ground`);
  const again = await (await other.get(place)).text();
  expect(again).toContain('name="lateReturns"');
  expect(again).not.toContain('name="undisputedArrears"');
  expect(again).toContain("which asks for figures of its own");
});

test("a number that is not known here and one of another authority's are answered alike", async () => {
  const elsewhere = await makeTaxAuthority(db, "e2e-tax-elsewhere");
  const theirs = feedRow(7_790_000, { as_of: "2026-02-01", name: "Somebody else's" });
  await deliverText(db, elsewhere, feedCsv([theirs]));
  const said = async (n: number) => {
    const number = registerCode(n);
    const answer = await officer.get(`/en/tax/entities/ee-regcode/${number}`);
    expect(answer.status).toBe(404);
    const html = await answer.text();
    const main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? "";
    expect(main).toContain("No business is known here under this number");
    expect(main).toMatch(/<select[^>]*>\s*<option value="ee-regcode"/);
    expect(await findMarkupFaults(html, "unknown case")).toEqual([]);
    return main.replaceAll(number, "");
  };
  expect(await said(7_790_000)).toBe(await said(7_790_001));
});

test.each(LOCALES)(
  "a released and a refused delivery say in %s why they were held",
  async (locale) => {
    const release = await (await officer.get(`/${locale}/tax/batches/${held}`)).text();
    const refuse = await (await officer.get(`/${locale}/tax/batches/${turnedDown}`)).text();
    const { whyHeld, whyReleasedName, whyRefusedName, refusedTitle } = WORDS[locale].tax;
    expect(release).toContain(whyHeld);
    expect(release).toContain(whyReleasedName);
    expect(release).toContain("Compared with the source");
    expect(refuse).toContain(whyHeld);
    expect(refuse).toContain(whyRefusedName);
    expect(refuse).toContain("A wrong extract");
    expect(refuse).toContain(refusedTitle);
    // Where none is kept any more, no list of them is offered.
    expect(refuse).not.toContain("?move=");
    if (locale !== "en") expect(release + refuse).not.toContain("known entities");
  },
);

test("the invented officer begins at the desk, where a delivery waits; nothing bars anybody", async () => {
  const page = await signInAs("officer@demo-tax-estonia");
  expect(new URL(page.url()).pathname).toBe("/en/tax");
  expect(await page.getByText("Waits for a second person").count()).toBeGreaterThan(0);
  expect(await findBarriers(page)).toEqual([]);
  await page
    .getByRole("link", { name: /^Figures of/ })
    .first()
    .click();
  await page.waitForURL(/\/tax\/batches\//);
  expect(await findBarriers(page)).toEqual([]);
  await page.locator("#turns li a").first().click();
  await page.waitForURL(/\/tax\/entities\//);
  await page.getByLabel("Grounds").fill("Booked to another period");
  await page.getByRole("button", { name: "See what would come out" }).click();
  await page.getByRole("button", { name: "Record the new standing" }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(page.faults).toEqual([]);
});

test("on a phone and in Arabic nothing is wider than the screen", async () => {
  const page = await visit("/ar/sign-in", { viewport: { width: 360, height: 740 } });
  const cookies = [...officer.cookies].map(([name, value]) => ({
    name,
    value,
    url: inject("siteUrl"),
  }));
  await page.context().addCookies(cookies);
  for (const path of ["/ar/tax", `/ar/tax/batches/${held}`, `/ar${CASE}`]) {
    await page.goto(inject("siteUrl") + path);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([path, wide]).toEqual([path, 0]);
  }
});
