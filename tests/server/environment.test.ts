import { expect, test } from "vitest";
import { readEnvironment } from "@/server/environment";

const A = "postgres://reader:p%2Cw@10.0.0.1:5432/placard";
const B = "postgresql://reader@b.internal/placard?sslmode=require";

test.each([
  ["none", undefined, []],
  ["an empty one", "", []],
  ["one", A, [A]],
  ["several", `${A}, ${B},${A}`, [A, B, A]],
])("READ_DATABASE_URLS may name %s", (_, value, expected) => {
  const { READ_DATABASE_URLS } = readEnvironment({ NODE_ENV: "test", READ_DATABASE_URLS: value });
  expect(READ_DATABASE_URLS).toEqual(expected);
});

test.each([
  ["READ_DATABASE_URLS", `${A},mysql://elsewhere/placard`],
  ["READ_DATABASE_URLS", "replica-1"],
  ["DIRECT_DATABASE_URL", "localhost:5432"],
  ["SMTP_URL", "mail.example.org"],
  ["SMTP_URL", "https://mail.example.org"],
  ["MAIL_FROM", "Placard"],
  ["MAIL_FROM", "a@example.org\r\nBcc: b@example.org"],
])("a wrong %s is refused by its name", (name, value) => {
  expect(() => readEnvironment({ NODE_ENV: "test", [name]: value })).toThrow(name);
});
