import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PEOPLE, type Person } from "@/tests/faults/office-people";
import { OFFICE_ROUTES } from "@/tests/faults/office-routes";
import type { Ask, RouteCase } from "@/tests/faults/office-routes/route-case";
import { heldOnTo, NOTHING, type Things } from "@/tests/faults/office-things";
import { type OfficeTown, openOfficeTown, SECRETS } from "@/tests/faults/office-town";
import { listRoutes, listServerActions } from "@/tests/support/routes";
import { WebClient } from "@/tests/support/web-client";

let town: OfficeTown;
let shared: Things;

beforeAll(async () => {
  town = await openOfficeTown();
  shared = heldOnTo(town.things());
}, 300_000);
afterAll(() => town.stop());

test("every page and handler is in the table, and nothing else answers", () => {
  expect(Object.keys(OFFICE_ROUTES).toSorted()).toEqual(listRoutes());
  expect(listServerActions()).toEqual([]);
});

interface Answer {
  status: number;
  place: string;
  text: string;
}

async function send(client: WebClient, method: string, ask: Ask): Promise<Answer> {
  const { path, form, json, bytes } = ask;
  const sent = form
    ? { type: "application/x-www-form-urlencoded", body: new URLSearchParams(form).toString() }
    : json !== undefined
      ? { type: "application/json", body: JSON.stringify(json) }
      : bytes && { type: "image/jpeg", body: bytes };
  const response = await client.send(path, {
    method,
    headers: {
      "accept-language": "en",
      ...(method !== "GET" && { origin: town.server.url, "sec-fetch-site": "same-origin" }),
      ...(sent && { "content-type": sent.type }),
    },
    ...(sent && { body: sent.body as BodyInit }),
  });
  const { status } = response;
  return { status, place: response.headers.get("location") ?? "", text: await response.text() };
}

const clientOf = (person: Person) => town.clients.get(person) as WebClient;

async function logged(person: Person, allowed: boolean): Promise<number> {
  const id = town.userIds.get(person) ?? null;
  const [row] = await town.db<{ count: number }[]>`
    select count(*) from access_log where user_id = ${id} and allowed = ${allowed}`;
  return row?.count ?? 0;
}

/** Without what is different each time: the number of the request. */
const plain = ({ status, text }: Answer) => ({
  status,
  text: text.replaceAll(/<bdi>[\w-]+<\/bdi>/g, "").replaceAll(/"instance":"[^"]*"/g, ""),
});

async function expectNobodySentAway(method: string, one: RouteCase): Promise<void> {
  for (const things of [shared, NOTHING]) {
    const answer = await send(new WebClient(town.server.url), method, await one.ask(things));
    const leadsToSignIn = /^\/en\/sign-in(\?|$)/.test(answer.place);
    const isRefused = answer.status === 401 || answer.status === 403;
    expect({ leadsToSignIn, isRefused, status: answer.status }).toEqual(
      isRefused
        ? { leadsToSignIn: false, isRefused, status: answer.status }
        : { leadsToSignIn: true, isRefused, status: answer.status },
    );
    for (const secret of SECRETS) expect(answer.text).not.toContain(secret);
  }
}

async function expectRefused(method: string, one: RouteCase, person: Person): Promise<void> {
  const before = await logged(person, false);
  const answer = await send(clientOf(person), method, await one.ask(shared));
  expect(answer.status, answer.place || answer.text.slice(0, 300)).toBe(403);
  for (const secret of SECRETS) {
    // The bar of who is signed in says their own name; a refusal does not even have that.
    expect(answer.text).not.toContain(secret);
  }
  expect(answer.text).toMatch(/[Nn]one of (your roles|the roles you hold)/);
  expect(await logged(person, false)).toBeGreaterThan(before);
  if (one.namesPlace) return;
  const nowhere = await send(clientOf(person), method, await one.ask(NOTHING));
  expect(plain(nowhere)).toEqual(plain(answer));
}

async function expectAllowed(method: string, one: RouteCase, person: Person): Promise<void> {
  const before = await logged(person, true);
  const ask = await one.ask(method === "GET" ? shared : town.things());
  const answer = await send(clientOf(person), method, ask);
  const { status, place, text } = answer;
  expect([200, 201, 303, 307], text.slice(0, 300)).toContain(status);
  expect(place).not.toMatch(/sign-in/);
  if (one.may !== "signed in") expect(place).not.toMatch(/[?&]refused=|check=1/);
  if (one.reads) expect(await logged(person, true)).toBeGreaterThan(before);
}

const cases = Object.entries(OFFICE_ROUTES).flatMap(([route, all]) =>
  all.map((one, at) => ({ route, name: all.length > 1 ? `${route} (${at + 1})` : route, one })),
);
const guarded = cases.filter(({ one }) => one.may !== "anybody" && !one.ends);

describe.each(guarded)("$name", ({ route, one }) => {
  const [method = ""] = route.split(" ");
  const mayEnter = (person: Person) => one.may === "signed in" || one.may.includes(person);

  test("asks nobody to sign in, and says nothing", () => expectNobodySentAway(method, one));

  test("refuses who may not by one sentence that leaks nothing, and writes it down", async () => {
    for (const person of PEOPLE.filter((who) => who !== "nobody" && !mayEnter(who))) {
      await expectRefused(method, one, person).catch((error) => {
        throw new Error(person, { cause: error });
      });
    }
  });

  test("lets in who may", async () => {
    for (const person of PEOPLE.filter((who) => who !== "nobody" && mayEnter(who))) {
      await expectAllowed(method, one, person).catch((error) => {
        throw new Error(person, { cause: error });
      });
    }
  });
});

test.each(cases.filter(({ one }) => one.may === "anybody" && !one.ends))(
  "$name answers anybody, and says nothing that is not public",
  async ({ route, one }) => {
    const [method = ""] = route.split(" ");
    const answer = await send(new WebClient(town.server.url), method, await one.ask(shared));
    expect(answer.status).toBeLessThan(500);
    for (const secret of SECRETS.slice(1)) expect(answer.text).not.toContain(secret);
  },
);

test("whoever sends a form without scripts is refused by a page in its language that leads on", async () => {
  const client = clientOf("colleague");
  const id = await shared.draft();
  const refusals = [
    ["not-a-form", 400, "无法读取所发送的内容", `/zh/inspect/visits/${id}`],
    // Of what was not theirs it tells nothing, and leads to their own.
    ["locale=zh&intent=save", 403, "您的角色无权进行此操作", "/zh/sign-in"],
  ] as const;
  for (const [body, status, sentence, next] of refusals) {
    const path = status === 400 ? "/office/visits" : `/office/visits/${id}`;
    const answer = await client.send(path, {
      method: "POST",
      headers: {
        accept: "text/html,application/xhtml+xml",
        origin: client.url,
        referer: `${client.url}/zh/inspect/visits/${id}?a="><b>`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body,
    });
    const page = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      "text/html; charset=utf-8",
    ]);
    expect(page).toContain(sentence);
    expect(page).toContain(`href="${next}"`);
    expect(page).toContain('lang="zh"');
  }
});

test("sessions that were ended open nothing", async () => {
  const ending = cases.filter(({ one }) => one.ends);
  for (const [at, { route, one }] of ending.entries()) {
    const [method = ""] = route.split(" ");
    if (one.may !== "anybody") await expectNobodySentAway(method, one);
    const client = clientOf(at === 0 ? "colleague" : "representative");
    const kept = new Map(client.cookies);
    expect((await send(client, method, await one.ask(shared))).status).toBe(303);
    for (const [name, value] of kept) client.cookies.set(name, value);
    expect((await send(client, "GET", { path: "/en/account" })).place).toMatch(/sign-in/);
  }
  expect(ending.length).toBe(2);
});
