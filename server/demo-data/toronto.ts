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
  timeZone: "America/Toronto",
  language: "en",
  districts: TORONTO_DISTRICTS,
  address: (street, number) => `${number} ${street}`,
  locality: (district) => district,
  parts: TORONTO_PARTS,
  registerScheme: "ca-bn",
  visitTypes: {
    routine: "Routine inspection",
    followUp: "Re-inspection",
    complaint: "Complaint inspection",
  },
  replies: [
    "Every point from the visit was put right the same week, and the inspector has our photos.",
    "We dispute one point and have written to the inspector. Everything else is fixed.",
    "Thank you to the inspector for clear advice. We have changed how we work.",
    "Everyone who works here has been trained again since the visit.",
    "The owner has changed since this visit.\n\nWe have asked for a new inspection.",
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
        silent: 0.025,
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
      words: { never: null, former: "Grandfathered", noEntry: null, ceased: "Out of Business" },
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
      words: {
        never: "AwaitingInspection",
        former: "Grandfathered",
        noEntry: "NoEntry",
        ceased: null,
      },
    },
  ],
};
