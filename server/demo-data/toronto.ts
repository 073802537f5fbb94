import { dineSafe, goodsOnSale } from "@/server/demo-data/rules";
import { TORONTO_DISTRICTS } from "@/server/demo-data/toronto-districts";
import { TORONTO_FOOD_FAULTS, TORONTO_GOODS_FAULTS } from "@/server/demo-data/toronto-faults";
import {
  TORONTO_FOOD_TRUCK,
  TORONTO_GOODS_TRADES,
  TORONTO_PARTS,
  TORONTO_TRADES,
} from "@/server/demo-data/toronto-names";
import type { Town } from "@/server/demo-data/town";

const SEVERITIES = { minor: "M - Minor", significant: "S - Significant", crucial: "C - Crucial" };

/** The demo's Toronto: names in English, French, Arabic and Chinese, the city's published words. */
export const TORONTO: Town = {
  key: "toronto",
  country: "CA",
  language: "en",
  districts: TORONTO_DISTRICTS,
  address: (street, number) => `${number} ${street}`,
  parts: TORONTO_PARTS,
  registerScheme: "ca-bn",
  visitTypes: {
    routine: "Routine inspection",
    followUp: "Re-inspection",
    complaint: "Complaint inspection",
  },
  replies: [
    "The cooler has been replaced and we now read its temperature twice a day.",
    "We dispute one point: the boards were being replaced that week. Everything else is fixed.",
    "Thank you to the inspector for clear advice. The hand basin is free and has soap.",
    "All of our staff took the food handler course again this spring.",
    "A new hood is on order and will be in by the end of the month.\n\nUntil then we use one burner.",
  ],
  programmes: [
    {
      domain: "food",
      sourceKey: "demo:toronto",
      sourceName: "Food premises inspections (invented demonstration data)",
      authority: { slug: "demo-toronto", name: "Toronto Demo Health Unit (invented)" },
      scheme: "ca-toronto-dinesafe@2001",
      rules: dineSafe,
      keyPrefix: "TO",
      count: 970,
      trades: TORONTO_TRADES,
      mobile: { count: 8, trade: TORONTO_FOOD_TRUCK },
      online: {
        trade: { category: "shop", published: "Online Food Store", weight: 1, names: { own: [] } },
        shops: [
          ["Drowsy Badger Teas Online", "https://drowsybadger.example"],
          ["L'Érable Égaré en ligne", "https://erable-egare.example"],
        ],
      },
      chains: [
        {
          name: "Gullfeather Coffee, {street}",
          trade: { category: "takeaway", published: "Ice Cream / Coffee Vendor" },
          count: 30,
        },
        {
          name: "Lanternfork Noodles – {street}",
          trade: { category: "restaurant", published: "Restaurant" },
          count: 16,
        },
        {
          name: "Plumwhistle Grocers, {district}",
          trade: { category: "supermarket", published: "Supermarket" },
          count: 9,
        },
      ],
      oddNames: ['Café "<b>Quote</b> & Sons"', "O'Noodle's 50% Off? & Co. – מסעדת הסירה"],
      shares: {
        never: 0.019,
        unlisted: 0.006,
        "first-visit": 0.005,
        "former-word": 0.003,
        awaited: 0.016,
        stale: 0.025,
        closed: 0.01,
        ceased: 0.008,
        new: 0.013,
        gone: 0.008,
      },
      faults: TORONTO_FOOD_FAULTS,
      severities: SEVERITIES,
      actions: {
        minor: ["Notice to Comply"],
        significant: ["Notice to Comply"],
        crucial: ["Closure Order"],
        corrected: ["Corrected During Inspection"],
      },
      fines: {
        from: 250,
        to: 3000,
        step: 50,
        court: { open: "Charges Pending", closed: "Conviction - Fined" },
      },
      words: { former: "Grandfathered", noEntry: null, ceased: "Out of Business" },
    },
    {
      domain: "goods",
      sourceKey: "demo:toronto-goods",
      sourceName: "Goods on sale (invented demonstration data)",
      authority: {
        slug: "demo-toronto-goods",
        name: "Toronto Demo Consumer Protection Office (invented)",
      },
      scheme: "demo-goods@1",
      rules: goodsOnSale,
      keyPrefix: "TG",
      count: 85,
      trades: TORONTO_GOODS_TRADES,
      mobile: null,
      online: {
        trade: { category: "seller", published: "Online store", weight: 1, names: { own: [] } },
        shops: [
          ["Pewter Pigeon Gadgets", "https://pewterpigeon.example"],
          ["Tumbling Turnip Toys Online", "https://tumblingturnip.example"],
          ["Velvet Loon Cosmetics", "https://velvetloon.example"],
          ["Brass Mitten Outfitters", "https://brassmitten.example"],
        ],
      },
      chains: [],
      oddNames: [],
      shares: {
        never: 0.02,
        pending: 0.012,
        exempt: 0.012,
        appeal: 0.012,
        disputed: 0.012,
        awaited: 0.02,
        stale: 0.04,
        closed: 0.02,
      },
      faults: TORONTO_GOODS_FAULTS,
      severities: SEVERITIES,
      actions: {
        minor: [null, "Warning Letter"],
        significant: ["Notice to Comply"],
        crucial: ["Stop-Sale Order"],
        corrected: ["Corrected During Inspection"],
      },
      fines: { from: 250, to: 5000, step: 250, court: null },
      words: { former: "Grandfathered", noEntry: "NoEntry", ceased: null },
    },
  ],
};
