import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { VisitStart, type VisitStartProps } from "@/components/visit-start";
import { fittingKinds } from "@/core/visit-state";
import en from "@/messages/en.json";

const site = {
  id: "7K3M9QX2VD",
  name: "Kohvik Lepp",
  language: "en",
  address: "Pikk 12",
  locality: "Port Alder",
};

function draw(asked: VisitStartProps["asked"]): string {
  const domains = [
    { domain: "food", kind: "follow-up", kinds: fittingKinds(true), rotates: false },
    { domain: "goods", kind: "routine", kinds: fittingKinds(false), rotates: false },
  ] as const;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <VisitStart
        id="x"
        choices={{ domains, conflicted: false }}
        {...{ site, asked }}
        locale="en"
      />
    </NextIntlClientProvider>,
  );
}

test("each domain offers only the kinds that fit it, without a script", () => {
  const page = draw({ domain: "food", kind: "follow-up" });
  expect(page).toContain('<option value="food follow-up" selected="">');
  expect(page).toContain('<option value="goods routine">');
  expect(page).not.toContain("goods follow-up");
});

test("a kind that was asked for and does not fit gives way to the domain's own", () => {
  expect(draw({ domain: "goods", kind: "follow-up" })).toContain(
    '<option value="goods routine" selected="">',
  );
});
