import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { joinClauses, labelled } from "@/core/format";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

/** All texts of a tree, each with the way to it. */
function textsIn(tree: unknown, at = ""): [string, string][] {
  if (typeof tree === "string") return [[at, tree]];
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([name, part]) =>
    textsIn(part, at === "" ? name : `${at}.${name}`),
  );
}

const SCHEMES = readdirSync("core/schemes").map((file): [string, unknown] => [
  file,
  JSON.parse(readFileSync(`core/schemes/${file}`, "utf8")),
]);

/** The interface's texts and the schemes' in a language. */
function textsOf(language: "zh" | "ar"): [string, string][] {
  const own = textsIn({ zh, ar }[language]);
  const ofSchemes = textsIn(Object.fromEntries(SCHEMES)).filter(([at]) =>
    at.endsWith(`.${language}`),
  );
  return [...own, ...ofSchemes];
}

/** Those in which a pattern is found, with what was found. */
function faults(language: "zh" | "ar", pattern: RegExp): string[] {
  return textsOf(language).flatMap(([at, text]) => {
    const found = pattern.exec(text);
    return found ? [`${at}: ${found[0]}`] : [];
  });
}

describe("Chinese", () => {
  test.each([
    [
      "a comma, semicolon, colon, question or exclamation mark after a character",
      /\p{sc=Han}\s*[,;:?!]/u,
    ],
    ["one of these before a character", /[,;:?!]\s*\p{sc=Han}/u],
    [
      "one of these after a value that is filled in",
      /\}\s*[,;?!](?!\s*(plural|select|number|date))/u,
    ],
    ["a full stop or three after a character", /\p{sc=Han}\s*\.(?!\p{L})/u],
    ["brackets around characters", /\(\s*\p{sc=Han}|\p{sc=Han}\s*\)/u],
    ["straight quotation marks", /"/],
  ])("has no ASCII punctuation: %s", (_, pattern) => {
    expect(faults("zh", pattern)).toEqual([]);
  });

  test.each([
    ["检查员", /检查人员|稽查员|巡查员/],
    ["例行检查", /日常检查|常规检查/],
    ["复查", /回访|跟进检查/],
    ["复核员", /审核员|审查员/],
    ["评级规则", /评级方案|评定规则/],
    ["主管部门", /主管机关|检查机关|(贵|另一|各|本|返回)机构/],
  ])("has one word for one thing: %s", (_, others) => {
    expect(faults("zh", others)).toEqual([]);
  });
});

describe("Arabic", () => {
  test.each([
    ["a comma, semicolon or question mark after a letter", /\p{sc=Arabic}\p{M}*\s*[,;?]/u],
    ["one of these before a letter", /[,;?]\s*\p{sc=Arabic}/u],
    [
      "one of these after a value that is filled in",
      /\}\s*[,;?](?!\s*(plural|select|number|date))/u,
    ],
    ["straight quotation marks", /"/],
  ])("has no Latin punctuation: %s", (_, pattern) => {
    expect(faults("ar", pattern)).toEqual([]);
  });

  test.each([
    ["مفتش", /مراقب|معاين/],
    ["زيارة دورية", /زيارة روتينية|زيارة اعتيادية/],
    ["زيارة متابعة", /زيارة ثانية|إعادة الزيارة/],
    ["مراجع", /مدقق ثان/],
    ["الجهة المختصة", /هيئة|الرقابية|السلطة المختصة/],
    ["سقط", /(?<!\p{L})[وف]?[يت]?بطل(?!\p{L})/u],
  ])("has one word for one thing: %s", (_, others) => {
    expect(faults("ar", others)).toEqual([]);
  });
});

test("what is put together from parts has each language's own punctuation", () => {
  expect(joinClauses("zh", ["甲", "乙"])).toBe("甲；乙");
  expect(joinClauses("ar", ["أ", "ب"])).toBe("أ؛ ب");
  expect(labelled("zh", "甲", "乙")).toBe("甲：乙");
  expect(labelled("en", "a", "b")).toBe("a: b");
});

test("every language has every text", () => {
  // Languages differ in how many plurals they have.
  const names = (tree: unknown) =>
    textsIn(tree)
      .map(([at]) => at)
      .filter((at) => !/\.(zero|one|two|few|many)$/.test(at));
  expect(names(zh)).toEqual(names(en));
  expect(names(ar)).toEqual(names(en));
});

test("every way to write a fault is found", () => {
  expect(/\p{sc=Arabic}\p{M}*\s*[,;?]/u.test("نعم,")).toBe(true);
  expect(/\p{sc=Han}\s*[,;:?!]/u.test("是,")).toBe(true);
});
