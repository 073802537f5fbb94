import { addDays } from "@/core/add-days";
import type { IsoDate } from "@/core/import-row";
import type { EntryClass, EntryKind, EntryState } from "@/core/register-entry";
import type { EntryRow, RegisterRow } from "@/core/register-row";

/** Whom an invented entry is about: a place of a town, or who runs one. */
export interface DemoSubject {
  site: string;
  name: string;
  operator: { scheme: string; number: string };
}

interface DemoEntry {
  about: "site" | "operator";
  kind: EntryKind;
  class: EntryClass;
  state?: EntryState;
  /** Days before the seeding's day. */
  began: number;
  /** Days after it. */
  ends: number;
  legalBasis: string;
  grounds: string;
  evidence?: string;
  remedy: string;
}

interface DemoRegister {
  /** Of the town whose places it is about. */
  town: string;
  authority: Omit<RegisterRow["authority"], "website" | "email" | "invented">;
  name: string;
  language: string;
  /** What a company of the town is called behind its name. */
  company: string;
  entries: readonly DemoEntry[];
}

/** One subject an entry, in their order; several to a company are left to real registers. */
export const DEMO_REGISTERS: readonly DemoRegister[] = [
  {
    town: "demo-tallinn",
    authority: {
      slug: "demo-tallinn-goods",
      name: "Tallinna näidisturuamet (väljamõeldud)",
      country: "EE",
    },
    name: "Tooteohutuse register",
    language: "et",
    company: " OÜ",
    entries: [
      {
        about: "operator",
        kind: "recall",
        class: "minor",
        began: 40,
        ends: 6,
        legalBasis: "Toote nõuetele vastavuse seadus, § 52",
        grounds: "Veekeetjate partii 77 kaas avaneb kuumalt; kümme ostjat said põletada.",
        evidence: "Otsus 14-2/77",
        remedy: "Partii tagasi võtta ja ostjatele raha tagastada.",
      },
      {
        about: "site",
        kind: "safety-measure",
        class: "general",
        state: "disputed",
        began: 60,
        ends: 200,
        legalBasis: "Toote nõuetele vastavuse seadus, § 51",
        grounds: "Mänguasjadel puudus väikeste osade hoiatus.",
        remedy: "Lisada hoiatus ja näidata uut partiid.",
      },
      {
        about: "operator",
        kind: "trusted-trader",
        class: "serious",
        began: 100,
        ends: 700,
        legalBasis: "Tolliseadus, § 30",
        grounds: "Kolm aastat ilma ühegi rikkumiseta.",
        remedy: "Kehtib, kuni aruanded on õiged ja õigel ajal.",
      },
    ],
  },
  {
    town: "demo-tallinn",
    authority: {
      slug: "demo-tallinn-court",
      name: "Tallinna näidiskohus (väljamõeldud)",
      country: "EE",
    },
    name: "Kohtulahendite täitmise register",
    language: "et",
    company: " OÜ",
    entries: [
      {
        about: "operator",
        kind: "judgment-defaulter",
        class: "serious",
        began: 30,
        ends: 600,
        legalBasis: "Täitemenetluse seadustik, § 60",
        grounds: "Jõustunud kohtuotsus on täitmata üle kuue kuu.",
        evidence: "Tsiviilasi 2-26-1047",
        remedy: "Täita kohtuotsus ja esitada kohtutäituri kinnitus.",
      },
      {
        about: "operator",
        kind: "business-ban",
        class: "general",
        state: "repaired",
        began: 300,
        ends: 30,
        legalBasis: "Pankrotiseadus, § 91",
        grounds: "Ärikeeld kuni pankrotimenetluse lõpuni.",
        remedy: "Menetluse lõpp.",
      },
    ],
  },
  {
    town: "demo-toronto",
    authority: {
      slug: "demo-toronto-goods",
      name: "Toronto Demo Consumer Protection Office (invented)",
      country: "CA",
    },
    name: "Register of product measures",
    language: "en",
    company: " Inc.",
    entries: [
      {
        about: "site",
        kind: "licence-withdrawn",
        class: "general",
        began: 20,
        ends: 160,
        legalBasis: "Municipal Licensing By-law, section 9",
        grounds:
          "The licence to sell fireworks was withdrawn after stock was kept beside a heater.",
        evidence: "Decision L-2041",
        remedy: "Show a store that the fire service has approved and apply again.",
      },
      {
        about: "operator",
        kind: "presumed-sham-invoices",
        class: "general",
        state: "disputed",
        began: 50,
        ends: 130,
        legalBasis: "Invoice Integrity Act, section 4",
        grounds: "Invoices of the spring name deliveries that no carrier knows of.",
        remedy: "Show that the deliveries took place.",
      },
      {
        about: "operator",
        kind: "trusted-trader",
        class: "serious",
        began: 200,
        ends: 400,
        legalBasis: "Customs Partnership Rules, section 2",
        grounds: "Audited twice without a finding.",
        remedy: "Holds while the yearly audit finds nothing.",
      },
    ],
  },
  {
    town: "demo-rongcheng",
    authority: { slug: "demo-rongcheng-credit", name: "榕城市信用办公室（虚构）", country: "CN" },
    name: "公共信用信息公示",
    language: "zh",
    company: "有限公司",
    entries: [
      {
        about: "operator",
        kind: "judgment-defaulter",
        class: "serious",
        began: 90,
        ends: 500,
        legalBasis: "《民事诉讼法》第二百六十六条",
        grounds: "有能力履行而拒不履行生效判决确定的义务。",
        evidence: "（2026）榕执字第1047号",
        remedy: "履行判决后向执行法院申请移出。",
      },
      {
        about: "operator",
        kind: "sham-invoices",
        class: "serious",
        began: 70,
        ends: 400,
        legalBasis: "《税收征收管理法》及相关规定",
        grounds: "经查实开具与实际经营不符的发票。",
        remedy: "缴清税款和罚款后申请信用修复。",
      },
      {
        about: "operator",
        kind: "trusted-trader",
        class: "serious",
        began: 120,
        ends: 600,
        legalBasis: "《守信激励管理办法》第五条",
        grounds: "连续三年无违法失信记录。",
        remedy: "年度核查合格则继续有效。",
      },
    ],
  },
];

/** The rows of an invented register as its file would have them. */
export function* registerRows(
  register: DemoRegister,
  subjects: readonly DemoSubject[],
  day: IsoDate,
): Generator<RegisterRow | EntryRow> {
  const { authority, name, language, company } = register;
  const source = { key: `demo-register:${authority.slug}`, name, language };
  yield {
    kind: "register",
    source: { ...source, licence: "CC0-1.0", licenceUrl: null, url: null },
    authority: { ...authority, website: null, email: null, invented: true },
    asOf: day,
  };
  for (const [at, entry] of register.entries.entries()) {
    const subject = subjects[at];
    if (!subject) continue;
    const entity = { ...subject.operator, name: `${subject.name}${company}` };
    yield {
      kind: "entry",
      line: at + 1,
      key: String(at + 1),
      entryKind: entry.kind,
      class: entry.class,
      subject:
        entry.about === "site"
          ? { site: subject.site }
          : { entity: { ...entity, legalForm: "company" } },
      language,
      legalBasis: entry.legalBasis,
      grounds: entry.grounds,
      evidence: entry.evidence ?? null,
      remedy: entry.remedy,
      startsOn: addDays(day, -entry.began),
      endsOn: addDays(day, entry.ends),
      state: entry.state ?? "active",
    };
  }
}
