import { list, type Trade } from "@/server/demo-data/town";

/** Parts of which Chinese names are put together; none is meant to exist. */
export const RONGCHENG_PARTS = {
  a: list("潮, 澜, 鸥, 禾, 麦, 晨, 桂, 松, 渔, 帆, 贝, 浪, 云, 杏, 荷, 枫, 橘, 芦, 汐, 雁, 岚, 柚"),
  b: list("屿, 舟, 悦, 满, 和, 隆, 里, 泽, 顺, 宁, 喜, 澄, 朴, 渡, 笙, 谷, 栈, 巷"),
};

export const RONGCHENG_TRADES: readonly Trade[] = [
  {
    category: "restaurant",
    published: "餐馆",
    weight: 22,
    names: {
      own: ["{a}{b}海鲜馆", "荣成{a}{b}渔家菜馆", "{a}{b}饺子馆", "{a}{b}家常菜馆", "{a}{b}酒楼"],
    },
  },
  {
    category: "restaurant",
    published: "火锅店",
    weight: 6,
    names: { own: ["{a}{b}海鲜火锅", "{a}{b}铜锅涮肉"] },
  },
  {
    category: "takeaway",
    published: "小吃店",
    weight: 16,
    names: {
      own: ["{a}{b}包子铺", "{a}{b}拉面馆", "{a}{b}鱼丸店", "{a}{b}煎饼小吃", "{a}{b}早点铺"],
    },
  },
  {
    category: "bar",
    published: "烧烤酒馆",
    weight: 7,
    names: { own: ["{a}{b}烧烤", "{a}{b}小酒馆", "{a}{b}啤酒屋"] },
  },
  {
    category: "hotel",
    published: "住宿餐饮",
    weight: 4,
    names: { own: ["{a}{b}宾馆餐厅", "{a}{b}渔家乐"] },
  },
  {
    category: "bakery",
    published: "糕点店",
    weight: 6,
    names: { own: ["{a}{b}面包房", "{a}{b}饽饽坊", "{a}{b}蛋糕店"] },
  },
  {
    category: "shop",
    published: "食品销售店",
    weight: 13,
    names: { own: ["{a}{b}水产店", "{a}{b}便利店", "{a}{b}果蔬店", "{a}{b}海带专卖店"] },
  },
  {
    category: "supermarket",
    published: "超市",
    weight: 5,
    names: { own: ["{a}{b}超市", "{a}{b}生鲜超市"] },
  },
  { category: "care", published: "养老机构食堂", weight: 2, names: { own: ["{a}{b}养老院食堂"] } },
  { category: "school", published: "学校食堂", weight: 5, names: { own: ["{a}{b}幼儿园食堂"] } },
  { category: "canteen", published: "单位食堂", weight: 5, names: { own: ["{a}{b}水产公司食堂"] } },
  {
    category: "producer",
    published: "食品生产企业",
    weight: 6,
    names: { own: ["{a}{b}海产品加工厂", "{a}{b}鱼罐头厂", "{a}{b}花生油坊"] },
  },
  {
    category: "distributor",
    published: "食品批发商",
    weight: 2,
    names: { own: ["{a}{b}冷链批发部"] },
  },
  { category: "other", published: "其他", weight: 1, names: { own: ["{a}{b}社区助餐点"] } },
];

export const RONGCHENG_FOOD_CART: Trade = {
  category: "mobile",
  published: "流动食品摊",
  weight: 1,
  names: { own: ["{a}{b}流动烤鱿鱼", "{a}{b}早餐车"] },
};

export const RONGCHENG_GOODS_TRADES: readonly Trade[] = [
  {
    category: "seller",
    published: "玩具店",
    weight: 4,
    names: { own: ["{a}{b}玩具店", "{a}{b}文具玩具"] },
  },
  {
    category: "seller",
    published: "电器店",
    weight: 4,
    names: { own: ["{a}{b}家电", "{a}{b}手机配件"] },
  },
  { category: "seller", published: "化妆品店", weight: 3, names: { own: ["{a}{b}日化店"] } },
  {
    category: "seller",
    published: "五金店",
    weight: 3,
    names: { own: ["{a}{b}五金店", "{a}{b}渔具店"] },
  },
  {
    category: "seller",
    published: "市场摊位",
    weight: 4,
    names: { own: ["{a}{b}百货摊位", "{a}{b}鞋服摊位"] },
  },
];
