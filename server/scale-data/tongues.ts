import type { Category } from "@/core/category";
import type { Dice } from "@/server/demo-data/dice";

/** How invented names and addresses are put together in one language; none is meant to exist. */
export interface Tongue {
  language: string;
  /** Parts of brands and families: every start goes with every middle and end. */
  parts: readonly [starts: string[], middles: string[], ends: string[]];
  /** `{b}` is a brand, `{t}` a trade. */
  patterns: readonly string[];
  trades: Readonly<Record<Category, readonly string[]>>;
  streets: readonly string[];
  /** `{s}` is a street, `{b}` a brand, `{n}` a number. */
  addresses: readonly string[];
  /** `#` stands for a digit, `@` for a letter. */
  postcode: string;
  finding: string;
  reply: string;
}

/** A brand; the first parts of each list are common, the last rare. */
export function makeBrand({ parts }: Tongue, dice: Dice): string {
  return parts.map((list) => list[Math.floor(dice.next() ** 2 * list.length)]).join("");
}

const words = (text: string) => text.split(" ");

export const ENGLISH: Tongue = {
  language: "en",
  parts: [
    words(
      "Har Wes Bar Al Car Nor Thorn Ash Brad Mar Hol Stan Wil Ed Ken Red Black Whit Cran Dun El " +
        "Fen Gar Hazel Ink Jar Kes Lang Mil New Old Pem Quen Rush Sel Tal Up Vern Wex Yar",
    ),
    words("ling ber ter den king na mor ri ver wick sel to les ham fer gra hol ka lo min nor pe"),
    words(
      "ton ford ham ley son field wood well by stone worth brook bridge hill cott gate ridge mere " +
        "port side wick combe dale ness over",
    ),
  ],
  patterns: ["{b} {t}", "The {b} {t}", "{b}'s {t}", "{b} & {b} {t}"],
  trades: {
    restaurant: words("Restaurant Kitchen Bistro Diner Grill Café Brasserie"),
    takeaway: words("Takeaway Pizza Kebab Chippy Burgers Noodles"),
    bar: words("Bar Tavern Arms Alehouse"),
    hotel: words("Hotel Inn Lodge"),
    bakery: words("Bakery Pâtisserie Bakehouse"),
    shop: words("Stores Grocers Butchers Fishmonger Delicatessen"),
    supermarket: words("Supermarket Foodhall"),
    mobile: words("Truck Van Stall"),
    care: ["Care Home", "Nursing Home"],
    school: ["Primary School", "Nursery"],
    canteen: ["Staff Canteen"],
    producer: words("Dairy Brewery Smokehouse"),
    distributor: words("Wholesale Distribution"),
    seller: words("Toys Electronics Outfitters Hardware Cosmetics"),
    other: words("Centre Club"),
  },
  streets: words("Street Road Lane Avenue Close Square Terrace Way"),
  addresses: ["{n} {b} {s}"],
  postcode: "@@## #@@",
  finding: "Cleaning schedule not followed near the cold store",
  reply: "We have replaced the seals and trained the staff again.",
};

export const FRENCH: Tongue = {
  language: "fr",
  parts: [
    words(
      "Beau Cham Mont Ville Saint-Ré Bel Clair Du Gran Le Mar Nor Pré Ro Sau Val Vi Bou Cour Dé Fé",
    ),
    words("li ré ma vo gué ne bri ta lou mé chi ron sé pa gne ro"),
    words("court ville mont champ nière val bois lac court-le-Vieux rêve zac gny rac beau fort"),
  ],
  patterns: ["{t} {b}", "{t} de {b}", "Chez {b}, {t}", "À la {t} {b}"],
  trades: {
    restaurant: words("Restaurant Brasserie Bistrot Auberge Crêperie Café"),
    takeaway: words("Pizzeria Friterie Sandwicherie"),
    bar: ["Bar", "Bar à vins"],
    hotel: words("Hôtel Gîte"),
    bakery: words("Boulangerie Pâtisserie"),
    shop: words("Épicerie Boucherie Fromagerie Poissonnerie"),
    supermarket: words("Supermarché Supérette"),
    mobile: words("Camion Étal"),
    care: ["Maison de retraite"],
    school: words("École Crèche"),
    canteen: words("Cantine"),
    producer: words("Ferme Brasserie"),
    distributor: words("Grossiste"),
    seller: words("Jouets Électroménager Quincaillerie Mode"),
    other: words("Traiteur Foyer"),
  },
  streets: ["rue", "avenue", "boulevard", "place", "allée", "chemin"],
  addresses: ["{n} {s} {b}", "{n} bis {s} de {b}"],
  postcode: "#####",
  finding: "Chaîne du froid non respectée à la réception",
  reply: "Nous avons remplacé le joint et formé l'équipe.",
};

export const GERMAN: Tongue = {
  language: "de",
  parts: [
    words(
      "Linden Birken Rosen Müller Grün Schön Kö Hirsch Berg Wald Blau Alt Neu Ober Unter Möwen Stein",
    ),
    words("ber hof wer nau ger mün stä ler bach rei fel"),
    words("hof thal berg feld bach stein mann brück hausen straß au"),
  ],
  patterns: ["{t} {b}", "{b} {t}", "{t} Zum {b}"],
  trades: {
    restaurant: words("Gasthaus Restaurant Wirtshaus Café Speisekammer"),
    takeaway: words("Imbiss Döner Pizzeria"),
    bar: words("Bar Kneipe"),
    hotel: words("Hotel Pension"),
    bakery: words("Bäckerei Konditorei"),
    shop: words("Metzgerei Feinkost Kiosk Käseladen"),
    supermarket: words("Supermarkt"),
    mobile: words("Imbisswagen Marktstand"),
    care: words("Seniorenheim"),
    school: words("Grundschule Kindertagesstätte"),
    canteen: words("Kantine"),
    producer: words("Molkerei Brauerei"),
    distributor: words("Großhandel"),
    seller: words("Spielwaren Elektromarkt Drogerie"),
    other: words("Vereinsheim"),
  },
  streets: words("Straße Weg Platz Gasse Allee"),
  addresses: ["{b}er {s} {n}"],
  postcode: "#####",
  finding: "Kühltheke zu warm, Reinigung lückenhaft",
  reply: "Die Kühlung wurde am selben Tag repariert.",
};

export const RUSSIAN: Tongue = {
  language: "ru",
  parts: [
    words("Янт Лес Сон Бел Зор Вет Кар Мор Нев Рож Сев Тих Чай Ясен Берёз Вол Гор"),
    words("ар ов ин ен ель ор аль ич оль ус ём"),
    words("ный ская ово ино ка ница ик ушка овый ец"),
  ],
  patterns: ["{t} «{b}»", "{t} {b}", "{t} «{b} и {b}»"],
  trades: {
    restaurant: words("Ресторан Кафе Столовая Трактир Чебуречная"),
    takeaway: words("Пиццерия Блинная Шаурма"),
    bar: words("Бар Пивная"),
    hotel: words("Гостиница Хостел"),
    bakery: words("Пекарня Кондитерская"),
    shop: words("Продукты Гастроном Мясная"),
    supermarket: words("Универсам Супермаркет"),
    mobile: words("Киоск Фургон"),
    care: ["Дом престарелых"],
    school: ["Школа", "Детский сад"],
    canteen: words("Буфет"),
    producer: words("Молокозавод Хлебозавод"),
    distributor: words("Склад Оптторг"),
    seller: words("Игрушки Электроника Хозтовары"),
    other: words("Клуб"),
  },
  streets: ["ул.", "проспект", "переулок", "площадь"],
  addresses: ["{s} {b}, {n}"],
  postcode: "######",
  finding: "Нарушен график уборки холодильной камеры",
  reply: "Персонал прошёл обучение, оборудование заменено.",
};

export const GREEK: Tongue = {
  language: "el",
  parts: [
    words("Αθη Θαλα Κυμα Ηλι Ελι Μελι Νησι Παρα Στα Φεγγα Χρυσο Αμυ Γλα"),
    words("νό σσι τί ό λέ ρά μά δή κό"),
    words("ς πουλος νη κος ρι δα της λα μος"),
  ],
  patterns: ["{t} {b}", "{t} «{b}»", "{t} του {b}"],
  trades: {
    restaurant: words("Ταβέρνα Εστιατόριο Ψαροταβέρνα Καφενείο"),
    takeaway: words("Σουβλατζίδικο Πιτσαρία"),
    bar: words("Μπαρ"),
    hotel: words("Ξενοδοχείο"),
    bakery: words("Αρτοποιείο Ζαχαροπλαστείο"),
    shop: words("Παντοπωλείο Κρεοπωλείο"),
    supermarket: words("Υπεραγορά"),
    mobile: words("Καντίνα"),
    care: words("Γηροκομείο"),
    school: words("Σχολείο"),
    canteen: words("Κυλικείο"),
    producer: words("Τυροκομείο"),
    distributor: words("Χονδρεμπόριο"),
    seller: words("Παιχνίδια Ηλεκτρικά"),
    other: words("Λέσχη"),
  },
  streets: words("Οδός Λεωφόρος Πλατεία"),
  addresses: ["{s} {b} {n}"],
  postcode: "### ##",
  finding: "Ελλιπής καθαρισμός κοντά στα ψυγεία",
  reply: "Έγινε επισκευή την ίδια ημέρα.",
};

const HAN_ONE = [..."潮澜鸥禾麦晨桂松渔帆贝浪云杏荷枫橘芦汐雁岚柚金福兴隆宝华永盛海天东南西北春秋"];
const HAN_TWO = [..."屿舟悦满和隆里泽顺宁喜澄朴渡笙谷栈巷源发记园轩阁楼香味家缘"];

export const CHINESE: Tongue = {
  language: "zh",
  parts: [HAN_ONE, HAN_TWO, ["", "", "", "老", "小", "大", "新"]],
  patterns: ["{b}{t}", "老{b}{t}", "{b}{t}分店", "{b}记{t}"],
  trades: {
    restaurant: words("海鲜馆 饭店 火锅店 餐厅 酒楼 家常菜馆 面馆"),
    takeaway: words("小吃店 包子铺 拉面馆 快餐店"),
    bar: words("小酒馆 烧烤店"),
    hotel: words("宾馆 酒店"),
    bakery: words("面包房 蛋糕店"),
    shop: words("便利店 水产店 果蔬店 粮油店"),
    supermarket: words("超市 生鲜超市"),
    mobile: words("流动餐车 摊位"),
    care: words("养老院食堂"),
    school: words("小学食堂 幼儿园食堂"),
    canteen: words("职工食堂"),
    producer: words("食品厂 豆制品厂"),
    distributor: words("批发部 冷链物流"),
    seller: words("玩具店 电器行 服装店 化妆品店"),
    other: words("棋牌室 会所"),
  },
  streets: words("路 街 大道 巷 胡同"),
  addresses: ["{b}{s}{n}号", "中山{s}{n}号", "人民{s}{n}号"],
  postcode: "######",
  finding: "冷库附近清洁记录不完整",
  reply: "已更换密封条并重新培训员工。",
};

export const ARABIC: Tongue = {
  language: "ar",
  parts: [
    words("ال ال ال أبو بيت دار نجم زهر"),
    words("نور بحر قمر زيتون ياسم نخي مدين فجر ربيع كر شام سلط واد فرد هرم"),
    words(" ين ان ة ية ون ات يل وس"),
  ],
  patterns: ["{t} {b}", "{t} {b} و{b}", "{t} {b} الكبير"],
  trades: {
    restaurant: words("مطعم مطاعم مقهى"),
    takeaway: words("فطائر شاورما مشويات"),
    bar: words("استراحة"),
    hotel: words("فندق نزل"),
    bakery: words("مخبز حلويات"),
    shop: words("بقالة ملحمة أسماك"),
    supermarket: ["سوق", "سوبرماركت"],
    mobile: ["عربة"],
    care: ["دار رعاية"],
    school: ["مدرسة", "حضانة"],
    canteen: ["مقصف"],
    producer: ["مصنع ألبان", "معصرة"],
    distributor: ["مستودع"],
    seller: ["ألعاب", "إلكترونيات", "أدوات منزلية"],
    other: ["نادي"],
  },
  streets: ["شارع", "طريق", "ميدان", "حي"],
  addresses: ["{n} {s} {b}", "{s} {b} {n}"],
  postcode: "#####",
  finding: "لم يُتبع جدول التنظيف قرب غرفة التبريد",
  reply: "تم إصلاح التبريد وتدريب العاملين من جديد.",
};
