import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OwnNotices } from "@/components/own-notices";
import type { ComingEntry } from "@/core/own-standing";
import en from "@/messages/en.json";

test.each([
  ["recall", en.notices.remedy],
  ["trusted-trader", en.notices.remedyFor],
] as const)("a %s to come says of its remedy: %s", (kind, words) => {
  const entry: ComingEntry = {
    ...{ id: "1", kind, state: "active", language: "en", remedy: "Take them back." },
    ...{ startsOn: "2026-12-01", endsOn: "2027-01-01" },
  };
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <OwnNotices entries={[]} coming={[entry]} locale="en" />
    </NextIntlClientProvider>,
  );
  expect(html).toMatch(new RegExp(`${words}</dt><dd[^>]*><bdi lang="en">Take them back.`));
});
