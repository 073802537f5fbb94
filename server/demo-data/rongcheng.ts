import { RONGCHENG_DISTRICTS } from "@/server/demo-data/rongcheng-districts";
import { RONGCHENG_FOOD_FAULTS, RONGCHENG_GOODS_FAULTS } from "@/server/demo-data/rongcheng-faults";
import {
  RONGCHENG_FOOD_CART,
  RONGCHENG_GOODS_TRADES,
  RONGCHENG_PARTS,
  RONGCHENG_TRADES,
} from "@/server/demo-data/rongcheng-names";
import { goodsOnSale, hundred } from "@/server/demo-data/rules";
import type { Town } from "@/server/demo-data/town";

const SEVERITIES = { minor: "一般", significant: "较重", crucial: "严重" };
const AUTHORITY = { slug: "demo-rongcheng", name: "荣成市演示监管局（虚构）" };

/** The demo's Rongcheng: Chinese names, points out of a hundred, one authority for both domains. */
export const RONGCHENG: Town = {
  key: "rongcheng",
  country: "CN",
  timeZone: "Asia/Shanghai",
  language: "zh-Hans",
  districts: RONGCHENG_DISTRICTS,
  address: (street, number) => `${street}${number}号`,
  locality: (district) => `荣成市${district}`,
  parts: RONGCHENG_PARTS,
  registerScheme: "cn-uscc",
  visitTypes: { routine: "日常检查", followUp: "复查", complaint: "投诉举报核查" },
  replies: [
    "检查中指出的问题当周已全部整改，照片已提交监管部门。",
    "我们对其中一项有异议，已书面说明；其余问题均已改正。",
    "感谢检查人员的指导，我们已调整操作流程。",
    "检查之后，全体员工重新接受了培训。",
    "本店在这次检查之后更换了经营者。\n\n我们已申请重新检查。",
  ],
  programmes: [
    {
      domain: "food",
      sourceKey: "demo:rongcheng",
      sourceName: "食品安全检查结果（虚构演示数据）",
      authority: AUTHORITY,
      scheme: "demo-hundred-points@1",
      rules: hundred,
      keyPrefix: "RC",
      count: 830,
      trades: RONGCHENG_TRADES,
      mobile: { count: 8, trade: RONGCHENG_FOOD_CART },
      online: {
        trade: { category: "shop", published: "网络食品店", weight: 1, names: { own: [] } },
        shops: [
          ["汐满海产网店", "https://ximan-haichan.example"],
          ["岚栈干货铺", "https://lanzhan.example"],
        ],
      },
      chains: [
        {
          name: "浪小朴海鲜面（{street}店）",
          trade: { category: "takeaway", published: "小吃店" },
          count: 22,
        },
        {
          name: "麦垄垄早点（{street}店）",
          trade: { category: "takeaway", published: "小吃店" },
          count: 14,
        },
        {
          name: "橘筐便利（{street}店）",
          trade: { category: "shop", published: "食品销售店" },
          count: 8,
        },
      ],
      oddNames: [
        "荣成市崖头街道汐屿澜渡海洋食品加工与餐饮服务有限责任公司第一分公司" +
          "海鲜自助火锅烧烤家庭聚会主题餐厅（成山大道中段沿街商铺旗舰店）",
      ],
      shares: {
        never: 0.013,
        silent: 0.004,
        "first-visit": 0.005,
        pending: 0.007,
        confirmed: 0.003,
        exempt: 0.005,
        suspended: 0.004,
        appeal: 0.003,
        disputed: 0.002,
        "former-word": 0.003,
        awaited: 0.012,
        stale: 0.025,
        closed: 0.012,
        new: 0.015,
        gone: 0.008,
      },
      faults: RONGCHENG_FOOD_FAULTS,
      severities: SEVERITIES,
      actions: {
        minor: [null, "现场指导"],
        significant: ["责令限期改正"],
        crucial: ["责令停业整改", "责令改正，下架封存"],
        corrected: ["当场改正"],
      },
      fines: { from: 5000, to: 50000, step: 5000, court: null },
      words: { never: "AwaitingInspection", former: "旧版等级", noEntry: "NoEntry", ceased: null },
    },
    {
      domain: "goods",
      sourceKey: "demo:rongcheng-goods",
      sourceName: "商品质量检查结果（虚构演示数据）",
      authority: AUTHORITY,
      scheme: "demo-goods@1",
      rules: goodsOnSale,
      keyPrefix: "RS",
      count: 80,
      trades: RONGCHENG_GOODS_TRADES,
      mobile: null,
      online: {
        trade: { category: "seller", published: "网店", weight: 1, names: { own: [] } },
        shops: [
          ["柚里玩具网店", "https://youli-wanju.example"],
          ["雁笙数码", "https://yansheng.example"],
          ["枫巷美妆", "https://fengxiang.example"],
          ["鸥渡渔具网店", "https://oudu-yuju.example"],
        ],
      },
      chains: [],
      oddNames: [],
      shares: {
        never: 0.02,
        pending: 0.012,
        exempt: 0.012,
        appeal: 0.012,
        "former-word": 0.012,
        stale: 0.04,
        closed: 0.02,
      },
      faults: RONGCHENG_GOODS_FAULTS,
      severities: SEVERITIES,
      actions: {
        minor: [null, "现场指导"],
        significant: ["责令限期改正"],
        crucial: ["责令下架封存"],
        corrected: ["当场改正"],
      },
      fines: { from: 2000, to: 20000, step: 2000, court: null },
      words: { never: "AwaitingInspection", former: "旧版等级", noEntry: "NoEntry", ceased: null },
    },
  ],
};
