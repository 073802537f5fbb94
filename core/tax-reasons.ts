import { formatChoice } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Condition, Scheme } from "@/core/scheme";
import { isColour, type Standing } from "@/core/standing";
import { NO_LEGAL_BASIS } from "@/core/tax-standing";

/** What is stored of a standing: enough for its reasons, and no amount. */
export interface ToldStanding {
  standing: Standing;
  rule: string;
  disputed: boolean;
  planned: boolean;
}

/** Sentences for the public: none holds a figure. */
export interface TaxReasons {
  why: string[];
  /** What would make it green again; empty where it is, or where nobody can do anything. */
  restore: string[];
}

type Sentence = Readonly<Record<Locale, string>>;
interface Words {
  why: Sentence;
  restore?: Sentence;
}

/** What the rules of Placard's own scheme say; of other schemes their labels are told. */
const PLACARD: Readonly<Record<string, Words>> = {
  arrears: {
    why: {
      en: "Tax that is not disputed has been overdue for more than 30 days, and no payment plan is kept.",
      zh: "无争议的税款逾期超过 30 天，且没有正在履行的缴款计划。",
      ar: "ضريبة غير متنازع عليها متأخرة منذ أكثر من 30 يومًا، ولا توجد خطة سداد سارية.",
    },
    restore: {
      en: "Pay what is owed or agree a payment plan with the tax authority.",
      zh: "缴清欠税，或与税务机关商定缴款计划。",
      ar: "سدّد المستحق أو اتفق مع سلطة الضرائب على خطة سداد.",
    },
  },
  returns: {
    why: {
      en: "Tax returns have not been filed: two or more, or one that is late by more than 30 days.",
      zh: "有未提交的纳税申报：两份或以上，或有一份逾期超过 30 天。",
      ar: "لم تُقدَّم إقرارات ضريبية: اثنان أو أكثر، أو إقرار تأخر أكثر من 30 يومًا.",
    },
    restore: {
      en: "File every overdue return.",
      zh: "补交全部逾期申报。",
      ar: "قدّم كل الإقرارات المتأخرة.",
    },
  },
  attention: {
    why: {
      en: "Tax is owed that is recent or covered by a payment plan, or one return is late by 30 days at most.",
      zh: "有近期欠税或已纳入缴款计划的欠税，或有一份申报逾期不超过 30 天。",
      ar: "توجد ضريبة مستحقة حديثًا أو مشمولة بخطة سداد، أو إقرار واحد متأخر 30 يومًا على الأكثر.",
    },
    restore: {
      en: "Pay what is owed, keep to the plan until it ends, and file the overdue return.",
      zh: "缴清欠税，按计划缴完，并补交逾期申报。",
      ar: "سدّد المستحق، والتزم بالخطة حتى نهايتها، وقدّم الإقرار المتأخر.",
    },
  },
  disputed: {
    why: {
      en: "All that is owed is disputed, and the dispute is not decided.",
      zh: "全部欠税均有争议，争议尚未裁决。",
      ar: "كل المستحق متنازع عليه، ولم يُبتّ في النزاع بعد.",
    },
  },
  good: {
    why: {
      en: "No overdue return and no overdue tax beyond the small sum that the scheme allows.",
      zh: "没有逾期申报，逾期税款未超出规则容许的小额。",
      ar: "لا إقرار متأخرًا ولا ضريبة متأخرة تتجاوز المبلغ الصغير الذي يسمح به النظام.",
    },
  },
  "days-not-known": {
    why: {
      en: "The tax authority did not say since when something is overdue.",
      zh: "税务机关未说明逾期自何时开始。",
      ar: "لم تذكر سلطة الضرائب منذ متى التأخر.",
    },
  },
};

const UNPUBLISHED: Sentence = {
  en: "The tax authority publishes nothing of this business at present.",
  zh: "税务机关目前不公布该企业的情况。",
  ar: "لا تنشر سلطة الضرائب حاليًا شيئًا عن هذه المنشأة.",
};
const DISPUTED: Sentence = {
  en: "A part is disputed; that part does not count until it is decided.",
  zh: "其中一部分有争议，裁决之前不计入。",
  ar: "جزء منها متنازع عليه، ولا يُحتسب حتى يُبتّ فيه.",
};
const PLANNED: Sentence = {
  en: "A payment plan is kept.",
  zh: "正在履行缴款计划。",
  ar: "توجد خطة سداد سارية.",
};
const DECIDED_BY: Readonly<Record<Locale, (names: string) => string>> = {
  en: (names) => `What decided: ${names}.`,
  zh: (names) => `决定因素：${names}。`,
  ar: (names) => `ما حسم الأمر: ${names}.`,
};
const PUT_RIGHT: Readonly<Record<Locale, (names: string) => string>> = {
  en: (names) => `Put right with the tax authority: ${names}.`,
  zh: (names) => `请向税务机关纠正：${names}。`,
  ar: (names) => `صحّح لدى سلطة الضرائب: ${names}.`,
};

/**
 * Why an entity stands as it does and what restores it, from the rule that decided and the labels of
 * its scheme: never from figures, so that none can be told.
 */
export function taxReasons(told: ToldStanding, scheme: Scheme, locale: Locale): TaxReasons {
  if (told.standing === "unpublished") {
    const known = told.rule === NO_LEGAL_BASIS ? undefined : wordsOf(told.rule, scheme);
    return { why: [(known?.why ?? UNPUBLISHED)[locale]], restore: [] };
  }
  const known = wordsOf(told.rule, scheme);
  const labels = known ? [] : labelsOf(told.rule, scheme, locale);
  const names = formatChoice(
    locale,
    labels.map(({ label }) => label),
  );
  const why = known ? [known.why[locale]] : names ? [DECIDED_BY[locale](names)] : [];
  if (told.disputed && told.rule !== "disputed") why.push(DISPUTED[locale]);
  if (told.planned) why.push(PLANNED[locale]);
  if (!isColour(told.standing) || told.standing === "green") return { why, restore: [] };
  if (known) return { why, restore: known.restore ? [known.restore[locale]] : [] };
  const mendable = labels.filter(({ fixed }) => !fixed).map(({ label }) => label);
  const all = formatChoice(locale, mendable);
  return { why, restore: all ? [PUT_RIGHT[locale](all)] : [] };
}

function wordsOf(rule: string, { id }: Scheme): Words | undefined {
  return id === "placard-tax" && Object.hasOwn(PLACARD, rule) ? PLACARD[rule] : undefined;
}

/** What a rule compares, by label; of the rule for all the rest, what the rules before it do. */
function labelsOf(rule: string, scheme: Scheme, locale: Locale) {
  const at = scheme.rules.findIndex(({ id }) => id === rule);
  const own = scheme.rules[at];
  if (!own) return [];
  const names = namesIn(own.when);
  const looked =
    names.length > 0 ? names : scheme.rules.slice(0, at).flatMap(({ when }) => namesIn(when));
  return [...new Set(looked)].flatMap((name) => {
    const input = scheme.inputs[name];
    const named = input ?? scheme.derived[name];
    return named ? [{ label: named.label[locale], fixed: input?.fixed ?? false }] : [];
  });
}

function namesIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(namesIn);
  if ("any" in condition) return condition.any.flatMap(namesIn);
  if ("not" in condition) return namesIn(condition.not);
  if ("missing" in condition) return [condition.missing];
  return Object.values(condition).map(([name]) => name);
}
