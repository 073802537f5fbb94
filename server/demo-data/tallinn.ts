import { goodsOnSale, threeScores } from "@/server/demo-data/rules";
import { TALLINN_DISTRICTS } from "@/server/demo-data/tallinn-districts";
import { TALLINN_FOOD_FAULTS, TALLINN_GOODS_FAULTS } from "@/server/demo-data/tallinn-faults";
import {
  TALLINN_FOOD_TRUCK,
  TALLINN_GOODS_TRADES,
  TALLINN_PARTS,
  TALLINN_TRADES,
} from "@/server/demo-data/tallinn-names";
import type { Town } from "@/server/demo-data/town";

const SEVERITIES = { minor: "väike", significant: "oluline", crucial: "raske" };

/** The demo's Tallinn: names in Estonian and Russian, three scores, results in words. */
export const TALLINN: Town = {
  key: "tallinn",
  country: "EE",
  timeZone: "Europe/Tallinn",
  language: "et",
  districts: TALLINN_DISTRICTS,
  address: (street, number) => `${street} ${number}`,
  locality: (district) => `${district}, Tallinn`,
  parts: TALLINN_PARTS,
  registerScheme: "ee-regcode",
  visitTypes: {
    routine: "Plaaniline kontroll",
    followUp: "Järelkontroll",
    complaint: "Kontroll kaebuse alusel",
  },
  replies: [
    "Kõik kontrollis märgitud puudused kõrvaldasime samal nädalal ja saatsime ametile pildid.",
    "Ühe punktiga me ei nõustu ja oleme ametile kirjutanud. Muu on korras.",
    "Täname inspektorit selgete juhiste eest. Oleme oma töökorraldust muutnud.",
    "Kõik töötajad said pärast kontrolli uue väljaõppe.",
    "Pärast seda kontrolli vahetus omanik.\n\nOleme palunud uut kontrolli.",
  ],
  programmes: [
    {
      domain: "food",
      sourceKey: "demo:tallinn",
      sourceName: "Toidukontrolli tulemused (väljamõeldud näidisandmed)",
      authority: { slug: "demo-tallinn", name: "Tallinna näidisamet (väljamõeldud)" },
      scheme: "demo-three-criteria@1",
      rules: threeScores,
      keyPrefix: "TT",
      count: 960,
      trades: TALLINN_TRADES,
      mobile: { count: 9, trade: TALLINN_FOOD_TRUCK },
      online: {
        trade: { category: "shop", published: "E-toidupood", weight: 1, names: { own: [] } },
        shops: [
          ["Käokulbi e-talukaup", "https://kaokulp.example"],
          ["Öölõnga Teepood", "https://oolong-teepood.example"],
        ],
      },
      chains: [
        {
          name: "Pihlapotsik {district}",
          trade: { category: "bakery", published: "Pagariäri" },
          count: 28,
        },
        {
          name: "Kolmkulbi Supid, {street}",
          trade: { category: "takeaway", published: "Kiirtoidukoht" },
          count: 12,
        },
        {
          name: "Tuhatnööbi Toidukeskus, {street}",
          trade: { category: "supermarket", published: "Supermarket" },
          count: 6,
        },
      ],
      unlinked: ["Kolm Kala", "Vana Ahi", "Sinine Tass", "Tamme Turg"],
      oddNames: [
        "مقهى نورس الشمال",
        "Kalamaja ja Pelgulinna Ühendatud Kohvikupidajate, Pagarite ning Hoidisemeistrite " +
          "Suur Sügisene Turuköök, Pärastlõunane Pannkoogituba ja Hilisõhtune Supikoda",
      ],
      shares: {
        never: 0.013,
        silent: 0.003,
        "first-visit": 0.005,
        pending: 0.007,
        confirmed: 0.003,
        exempt: 0.006,
        suspended: 0.003,
        appeal: 0.003,
        disputed: 0.002,
        "former-word": 0.003,
        awaited: 0.012,
        stale: 0.025,
        closed: 0.012,
        new: 0.013,
        gone: 0.008,
      },
      faults: TALLINN_FOOD_FAULTS,
      severities: SEVERITIES,
      actions: {
        minor: [null, "Märkus"],
        significant: ["Ettekirjutus"],
        crucial: ["Tegevus peatatud", "Toit kõrvaldatud, ettekirjutus"],
        corrected: [null],
      },
      fines: { from: 200, to: 1600, step: 100, court: null },
      words: {
        never: "AwaitingInspection",
        former: "Vana hinnang",
        noEntry: "NoEntry",
        ceased: null,
      },
    },
    {
      domain: "goods",
      sourceKey: "demo:tallinn-goods",
      sourceName: "Kaupade kontrolli tulemused (väljamõeldud näidisandmed)",
      authority: { slug: "demo-tallinn-goods", name: "Tallinna näidisturuamet (väljamõeldud)" },
      scheme: "demo-goods@1",
      rules: goodsOnSale,
      keyPrefix: "TK",
      count: 85,
      trades: TALLINN_GOODS_TRADES,
      mobile: null,
      online: {
        trade: { category: "seller", published: "E-pood", weight: 1, names: { own: [] } },
        shops: [
          ["Kõrvitsakiisu e-mänguasjad", "https://korvitsakiisu.example"],
          ["Žiletikruus", "https://ziletikruus.example"],
          ["Tõrutuule Tehnika", "https://torutuul.example"],
          ["Sametsääse e-lõhnad", "https://sametsaask.example"],
        ],
      },
      chains: [],
      oddNames: [],
      shares: {
        never: 0.02,
        pending: 0.012,
        exempt: 0.012,
        suspended: 0.012,
        disputed: 0.012,
        stale: 0.04,
        closed: 0.02,
      },
      faults: TALLINN_GOODS_FAULTS,
      severities: SEVERITIES,
      actions: {
        minor: [null, "Märkus"],
        significant: ["Ettekirjutus"],
        crucial: ["Kaup kõrvaldatud müügilt"],
        corrected: [null],
      },
      fines: { from: 300, to: 2000, step: 100, court: null },
      words: {
        never: "AwaitingInspection",
        former: "Vana hinnang",
        noEntry: "NoEntry",
        ceased: null,
      },
    },
  ],
};
