import { list, type Trade } from "@/server/demo-data/town";

/** Parts of which Estonian and Russian names are put together; none is meant to exist. */
export const TALLINN_PARTS = {
  a: list(
    "Tuule, Kaste, Rukki, Põdra, Öö, Sõstra, Käo, Pääsu, Mustika, Hõbe, Vaari, Kuuse, Pähkli, " +
      "Sääse, Vihma, Köstri, Nõia, Rändaja, Mesimumm, Jõhvika, Tõru, Üle, Äikese, Lõokese",
  ),
  b: list(
    "laud, kruus, kann, õu, tuba, värav, kivi, sild, rõõm, kelder, kulp, müts, pott, nööp, vöö, lõng",
  ),
  af: list("Янтарная, Тихая, Лесная, Сонная, Дальняя, Полосатая, Карамельная, Ветреная"),
  f: list("сова, чайка, ложка, печка, лодка, пчела, скатерть, ёлка"),
  am: list("Синий, Весёлый, Хрустальный, Ржаной, Северный, Круглый, Ленивый"),
  m: list("самовар, ёж, фонарь, якорь, пирог, чайник, щегол"),
};

const RUSSIAN_CAFE = ["Кафе «{af} {f}»", "Кафе «{am} {m}»", "Пельменная «{am} {m}»"];
const RUSSIAN_SHOP = ["Продукты «{af} {f}»", "Магазин «{am} {m}»"];

export const TALLINN_TRADES: readonly Trade[] = [
  {
    category: "restaurant",
    published: "Restoran",
    weight: 16,
    names: {
      own: ["Restoran {a}{b}", "{a}{b} Bistroo", "Šnitslikoda {a}{b}"],
      russian: ["Ресторан «{af} {f}»", "Чебуречная «{am} {m}»"],
    },
  },
  {
    category: "restaurant",
    published: "Kohvik",
    weight: 15,
    names: {
      own: ["Kohvik {a}{b}", "{a}{b} Kohvituba", "Šokolaadikohvik {a}{b}"],
      russian: RUSSIAN_CAFE,
    },
  },
  {
    category: "takeaway",
    published: "Kiirtoidukoht",
    weight: 13,
    names: {
      own: ["Pitsanurk {a}{b}", "Šašlõkituba {a}{b}", "{a}{b} Burgerid", "Supiköök {a}{b}"],
      russian: ["Блинная «{af} {f}»", "Шашлычная «{am} {m}»"],
    },
  },
  {
    category: "bar",
    published: "Baar",
    weight: 8,
    names: {
      own: ["Baar {a}{b}", "Pubi {a}{b}", "Garaažibaar {a}{b}"],
      russian: ["Бар «{am} {m}»"],
    },
  },
  {
    category: "hotel",
    published: "Majutusasutus",
    weight: 3,
    names: { own: ["Hotell {a}{b}", "Külalistemaja {a}{b}"] },
  },
  {
    category: "bakery",
    published: "Pagariäri",
    weight: 7,
    names: {
      own: ["{a}{b} Pagarikoda", "Pagariäri {a}{b}", "Želee ja Vaht {a}{b}"],
      russian: ["Пекарня «{af} {f}»"],
    },
  },
  {
    category: "shop",
    published: "Toidukauplus",
    weight: 13,
    names: {
      own: ["Toidupood {a}{b}", "{a}{b} Kalapood", "Talukaup {a}{b}"],
      russian: RUSSIAN_SHOP,
    },
  },
  {
    category: "supermarket",
    published: "Supermarket",
    weight: 4,
    names: { own: ["{a}{b} Toidukeskus"], russian: ["Универсам «{af} {f}»"] },
  },
  { category: "care", published: "Hooldekodu", weight: 2, names: { own: ["Hooldekodu {a}{b}"] } },
  { category: "school", published: "Lasteaed", weight: 5, names: { own: ["Lasteaed {a}{b}"] } },
  {
    category: "canteen",
    published: "Söökla",
    weight: 6,
    names: { own: ["{a}{b} Söökla", "Päevapraad {a}{b}"], russian: ["Столовая «{af} {f}»"] },
  },
  {
    category: "producer",
    published: "Toidu tootja",
    weight: 4,
    names: { own: ["{a}{b} Hoidisekoda", "Juustukoda {a}{b}", "Õllekoda {a}{b}"] },
  },
  {
    category: "distributor",
    published: "Hulgimüüja",
    weight: 2,
    names: { own: ["{a}{b} Hulgiladu"] },
  },
  { category: "other", published: "Muu", weight: 1, names: { own: ["Kogukonnaköök {a}{b}"] } },
];

export const TALLINN_FOOD_TRUCK: Trade = {
  category: "mobile",
  published: "Liikuv müügikoht",
  weight: 1,
  names: { own: ["Toiduveok {a}{b}", "Vahvlikäru {a}{b}"] },
};

export const TALLINN_GOODS_TRADES: readonly Trade[] = [
  {
    category: "seller",
    published: "Mänguasjakauplus",
    weight: 4,
    names: { own: ["Mänguasjapood {a}{b}"], russian: ["Игрушки «{am} {m}»"] },
  },
  {
    category: "seller",
    published: "Elektroonikakauplus",
    weight: 4,
    names: { own: ["{a}{b} Elektroonika", "Telefoninurk {a}{b}"] },
  },
  {
    category: "seller",
    published: "Kosmeetikakauplus",
    weight: 3,
    names: { own: ["Lõhnapood {a}{b}"], russian: ["Косметика «{af} {f}»"] },
  },
  {
    category: "seller",
    published: "Ehituskauplus",
    weight: 2,
    names: { own: ["{a}{b} Tööriistad", "Rauapood {a}{b}"] },
  },
  {
    category: "seller",
    published: "Turukaupleja",
    weight: 4,
    names: { own: ["Turuboks {a}{b}", "{a}{b} Täikas"] },
  },
  {
    category: "seller",
    published: "Rõivakauplus",
    weight: 3,
    names: { own: ["Rõivad {a}{b}", "{a}{b} Kingapood"] },
  },
];
