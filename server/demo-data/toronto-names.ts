import { list, type Trade } from "@/server/demo-data/town";

/** Parts of which names in four languages are put together; none is meant to exist. */
export const TORONTO_PARTS = {
  adj: list(
    "Copper, Quiet, Paper, Velvet, Northbound, Crooked, Ninth, Marble, Thistle, Salted, Drowsy, " +
      "Brass, Amber, Tumbling, Woollen, Pewter, Frosted, Lopsided, Humming, Patchwork",
  ),
  noun: list(
    "Heron, Lantern, Button, Ferry, Kettle, Sparrow, Compass, Walnut, Trolley, Badger, Thimble, " +
      "Mitten, Pigeon, Saddle, Parsnip, Anchor, Moose, Turnip, Loon, Gable",
  ),
  lem: list("Le Héron, Le Mûrier, Le Chêne, Le Pêcheur, Le Traîneau, Le Grelot"),
  adjm: list("Bleuté, Rêveur, Givré, Doré, Égaré, Discret"),
  laf: list("La Forêt, La Théière, L'Étoile, La Rivière, La Fenêtre, L'Écluse"),
  adjf: list("Dorée, Cuivrée, Sucrée, Enneigée, Légère, Égarée"),
  ism: list(
    "النورس, الفانوس, البستان, القمر, السراج, الينبوع, الجسر, المشمش, الهدهد, الزورق, المرسى, الموج",
  ),
  sifa: list("الأزرق, الذهبي, القديم, الهادئ, البعيد, الأخضر, الفضي, الدافئ, الصغير, الساطع"),
  zi: list("翠, 杏, 竹, 荷, 橘, 雲, 楓, 銀, 曉, 鷺, 榆, 霜"),
  hao: list("舟, 澄, 帆, 渡, 里, 嶼, 悅, 泉, 坊, 笙, 石"),
};

export const TORONTO_TRADES: readonly Trade[] = [
  {
    category: "restaurant",
    published: "Restaurant",
    weight: 27,
    names: {
      own: ["{adj} {noun} Diner", "The {adj} {noun}", "{adj} {noun} Grill", "{noun} & {noun}"],
      french: ["Bistro {lem} {adjm}", "Crêperie {laf} {adjf}"],
      arabic: ["مطعم {ism} {sifa}", "مشاوي {ism} {sifa}"],
      chinese: ["{zi}{hao}小廚", "{zi}{hao}麵家", "{adj} {noun} Noodle House {zi}{hao}麵家"],
    },
  },
  {
    category: "takeaway",
    published: "Food Take Out",
    weight: 17,
    names: {
      own: ["{adj} {noun} Burgers", "{adj} {noun} Pizza", "{noun} Roti House", "{adj} {noun} Subs"],
      arabic: ["شاورما {ism} {sifa}", "فلافل {ism}"],
      chinese: ["{zi}{hao}點心", "{zi}{hao}燒臘"],
    },
  },
  {
    category: "takeaway",
    published: "Ice Cream / Coffee Vendor",
    weight: 8,
    names: {
      own: ["{adj} {noun} Coffee", "{noun} Street Gelato"],
      french: ["Café {laf} {adjf}"],
      arabic: ["مقهى {ism} {sifa}"],
      chinese: ["{zi}{hao}茶室"],
    },
  },
  {
    category: "bar",
    published: "Cocktail Bar / Beverage Room",
    weight: 7,
    names: { own: ["The {adj} {noun} Taproom", "{adj} {noun} Tavern"] },
  },
  {
    category: "hotel",
    published: "Hotel Kitchen",
    weight: 2,
    names: { own: ["{adj} {noun} Hotel Dining Room"], french: ["Auberge {lem} {adjm}"] },
  },
  {
    category: "bakery",
    published: "Bakery",
    weight: 8,
    names: {
      own: ["{adj} {noun} Bakery", "{noun} & {noun} Bakehouse"],
      french: ["Boulangerie {lem} {adjm}", "Pâtisserie {laf} {adjf}"],
      arabic: ["مخبز {ism} {sifa}", "حلويات {ism} {sifa}"],
      chinese: ["{zi}{hao}餅家"],
    },
  },
  {
    category: "shop",
    published: "Food Store (Convenience / Variety)",
    weight: 10,
    names: {
      own: ["{adj} {noun} Variety", "{noun} Corner Grocery", "{adj} {noun} Fish Market"],
      french: ["Épicerie {lem} {adjm}", "Fromagerie {laf} {adjf}"],
      arabic: ["بقالة {ism} {sifa}", "ملحمة {ism}"],
      chinese: ["{zi}{hao}雜貨"],
    },
  },
  {
    category: "supermarket",
    published: "Supermarket",
    weight: 4,
    names: {
      own: ["{adj} {noun} Foods"],
      arabic: ["أسواق {ism} {sifa}"],
      chinese: ["{zi}{hao}超級市場 {noun} Supermarket"],
    },
  },
  {
    category: "care",
    published: "Long-Term Care Kitchen",
    weight: 2,
    names: { own: ["{adj} {noun} Seniors' Residence"] },
  },
  {
    category: "school",
    published: "Child Care - Catered",
    weight: 5,
    names: { own: ["{adj} {noun} Child Care"], french: ["Garderie {laf} {adjf}"] },
  },
  {
    category: "canteen",
    published: "Cafeteria",
    weight: 3,
    names: { own: ["{noun} Works Cafeteria"] },
  },
  {
    category: "producer",
    published: "Food Processing Plant",
    weight: 3,
    names: { own: ["{adj} {noun} Preserves", "{noun} Dumpling Works"] },
  },
  {
    category: "distributor",
    published: "Food Depot",
    weight: 2,
    names: { own: ["{adj} {noun} Cold Storage"] },
  },
  {
    category: "other",
    published: "Community Kitchen Meal Program",
    weight: 1,
    names: { own: ["{adj} {noun} Community Kitchen"] },
  },
];

export const TORONTO_FOOD_TRUCK: Trade = {
  category: "mobile",
  published: "Mobile Food Preparation Premises",
  weight: 1,
  names: { own: ["{adj} {noun} Food Truck", "{noun} Poutine Cart"] },
};

export const TORONTO_GOODS_TRADES: readonly Trade[] = [
  {
    category: "seller",
    published: "Toy store",
    weight: 4,
    names: { own: ["{adj} {noun} Toys"], french: ["Jouets {lem} {adjm}"] },
  },
  {
    category: "seller",
    published: "Electronics store",
    weight: 4,
    names: { own: ["{adj} {noun} Electronics", "{noun} Phone Repair"], chinese: ["{zi}{hao}電器"] },
  },
  {
    category: "seller",
    published: "Cosmetics store",
    weight: 3,
    names: { own: ["{adj} {noun} Beauty Supply"], arabic: ["عطور {ism} {sifa}"] },
  },
  {
    category: "seller",
    published: "Hardware store",
    weight: 3,
    names: { own: ["{adj} {noun} Hardware"] },
  },
  {
    category: "seller",
    published: "Market stall",
    weight: 4,
    names: { own: ["{adj} {noun} Flea Market Stall", "{noun} Luggage & Belts"] },
  },
];
