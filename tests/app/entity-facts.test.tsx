import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { EntityFacts } from "@/components/entity-facts";
import type { EntityDetail } from "@/core/entity";
import zh from "@/messages/zh.json";

test("a business shows the same number in another register, and its former names in its language's brackets", () => {
  const asked = { scheme: "gb-vat", number: "123456789" };
  const entity = {
    identifiers: [asked, { ...asked, scheme: "ca-bn" }],
    profile: {
      ...{ name: "New", language: "en", legalForm: "company", state: "active" },
      formerNames: [{ name: "Old", until: "2024-05-01" }],
    },
  } as unknown as EntityDetail;
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="zh" messages={zh} timeZone="UTC">
      <EntityFacts {...{ entity, asked }} schemes={new Map()} locale="zh" today="2026-01-01" />
    </NextIntlClientProvider>,
  );
  expect(html).toContain(zh.numberScheme["ca-bn"]);
  expect(html).toContain('<bdi lang="en">Old</bdi>（');
});
