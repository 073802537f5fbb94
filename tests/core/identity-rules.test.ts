import { expect, test } from "vitest";
import { browserName } from "@/core/browser-name";
import { readNext } from "@/core/office-path";
import { passwordFault } from "@/core/password-rule";

test.each(["/en/inspect", "/ar/review/3f?x=1&y=/en", "/zh/account", "/en/admin/staff?next=2"])(
  "after signing in one may go on to %s",
  (path) => {
    expect(readNext(path)).toBe(path);
  },
);

test.each([
  undefined,
  7,
  ["/en/inspect"],
  "",
  "/en",
  "/en/sites/7K3M",
  "/en/sign-in",
  "//evil.example/en/inspect",
  "https://evil.example/en/inspect",
  "/en/inspect\\evil",
  "/en/inspect//evil.example",
  "/en/inspect/../../..//evil.example",
  "/en/inspectors",
  "/en/inspect?\n",
  `/en/inspect?${"a".repeat(600)}`,
])("and not to %j", (path) => {
  expect(readNext(path)).toBeNull();
});

test.each([
  ["elevenchars", "short"],
  ["四个互不相关词语长十一字", null],
  ["password1234", "common"],
  ["Password123!", "common"],
  ["qwertz123456", "common"],
  ["aaaaaaaaaaaa", "common"],
  ["123456789012", "common"],
  ["mari.tamm2026", "common"],
  ["four unrelated plain words", null],
  ["Tq8#vLr2!xWz", null],
  ["كلمات أربع لا صلة بينها", null],
  ["x".repeat(201), "long"],
])("of the password %s it is said: %s", (password, fault) => {
  expect(passwordFault(password, ["mari.tamm@town.example", "Mari Tamm"])).toBe(fault);
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
    "Safari · iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    "Chrome · Android",
  ],
  ["curl/8", ""],
  [null, ""],
])("the browser that calls itself %s is named %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
