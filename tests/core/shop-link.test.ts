import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseShopLink, shopLinksAbove } from "@/core/shop-link";

test.each([
  ["https://www.Shop.example/Blue-Door/?utm_source=x#top", "shop.example/Blue-Door"],
  ["shop.example/blue-door", "shop.example/blue-door"],
  ["HTTP://SHOP.EXAMPLE:8080/", "shop.example"],
  ["m.shop.example//a//b/", "shop.example/a/b"],
  ["m.example", "m.example"],
  ["https://пример.испытание/магазин", "xn--e1afmkfd.xn--80akhbyknj4f/магазин"],
  ["https://shop.example/%E5%BA%97", "shop.example/店"],
])("%s is kept as %s", (written, kept) => {
  expect(normaliseShopLink(written)).toBe(kept);
});

test.each([
  "",
  "blue door",
  "café",
  "12.5",
  "127.0.0.1/x",
  "mailto:a@b.example",
  "ftp://a.example",
  "https://u:p@a.example",
  "javascript:alert(1)",
  "7K3M-9QX2-V2",
])("%j is no address of a shop", (text) => {
  expect(normaliseShopLink(text)).toBeNull();
});

test("a page of a shop leads to the shop, the nearest first", () => {
  expect(shopLinksAbove("https://market.example/shop/7/item/9?ref=1")).toEqual([
    "market.example/shop/7/item/9",
    "market.example/shop/7/item",
    "market.example/shop/7",
    "market.example/shop",
    "market.example",
  ]);
});

test("whatever is typed, a link that is kept is kept as it is", () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
      const kept = normaliseShopLink(text);
      if (kept !== null) expect(normaliseShopLink(kept)).toBe(kept);
    }),
    {
      examples: [
        ["http://a.aa/%00"],
        ["http://a.aa/a%20b"],
        ["http://a.aa/%3Fq"],
        ["http://a.aa/%2F."],
      ],
    },
  );
});
