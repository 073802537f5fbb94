import { checkEntityNumber } from "@/core/entity-number";
import { latestEnd } from "@/core/entry-term";
import { type IsoDate, type IssueRow, UnreadableFile } from "@/core/import-row";
import type { LegalForm } from "@/core/legal-form";
import { isPersonalNumber } from "@/core/personal-number";
import type { EntryClass, EntryKind, EntryState } from "@/core/register-entry";
import type { EntryRow, RegisterRow } from "@/core/register-row";
import { cleanText } from "@/core/tokens";
import { type CsvRecord, readCsv } from "@/importers/csv";
import type { ImportFile } from "@/importers/format";
import type { RegisterFormat } from "@/importers/register-format";
import { reportOn } from "@/importers/report";

/**
 * Mexico's list of taxpayers whose invoices stand for dealings that never took place (article 69-B),
 * with its states of dispute. Decision 19 says when its open-ended entries end here.
 */
export const sat69b: RegisterFormat = {
  id: "sat69b",
  grouping: "file",
  strict: false,
  accepts: (name) => /69[-_ ]?b.*\.csv$/i.test(name),
  async *read(files) {
    for (const file of files) yield* readFile(file);
  },
};

const REGISTER: Omit<RegisterRow, "asOf"> = {
  kind: "register",
  source: {
    key: "sat69b:listado-completo",
    name: "Listado completo de contribuyentes, artículo 69-B del CFF",
    licence: null,
    licenceUrl: null,
    url: "http://omawww.sat.gob.mx/cifras_sat/Paginas/datos/vinculo.html?page=ListCompleta69B.html",
    language: "es",
  },
  authority: {
    slug: "mx-sat",
    name: "Servicio de Administración Tributaria",
    country: "MX",
    website: "https://www.sat.gob.mx/",
    email: null,
    invented: false,
  },
};

const COLUMNS = [
  "rfc",
  "nombre_del_contribuyente",
  "situacion_del_contribuyente",
  "numero_y_fecha_de_oficio_global_de_presuncion_sat",
  "publicacion_pagina_sat_presuntos",
  "numero_y_fecha_de_oficio_global_de_definitivos_sat",
  "publicacion_pagina_sat_definitivos",
] as const;
type Fields = CsvRecord<(typeof COLUMNS)[number]>["fields"];

async function* readFile(file: ImportFile) {
  let asOf: IsoDate | null = null;
  let told = false;
  const records = readCsv(file, {
    required: COLUMNS,
    windows1252: true,
    isHeader: (cells) => cells.some((cell) => cell.trim() === "RFC"),
    onPreamble: (cells) => {
      asOf ??= dayInWords(cells.join(" "));
    },
  });
  for await (const record of records) {
    if (!told) yield { ...REGISTER, asOf } satisfies RegisterRow;
    told = true;
    yield record.kind === "issue" ? record : entryOf(record.fields, record.line);
  }
  if (!told) throw new UnreadableFile("The file holds no taxpayer.");
}

const MONTHS =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(
    " ",
  );

/** From `Información actualizada al 30 de noviembre de 2022`. */
function dayInWords(text: string): IsoDate | null {
  const [, day = "", month = "", year] = /(\d{1,2}) de (\p{L}+) de (\d{4})/u.exec(text) ?? [];
  const at = MONTHS.indexOf(month.toLowerCase()) + 1;
  return at > 0 ? `${year}-${String(at).padStart(2, "0")}-${day.padStart(2, "0")}` : null;
}

interface Stage {
  kind: EntryKind;
  class: EntryClass;
  state: EntryState;
  word: "presunto" | "definitivo";
}

const PRESUMED: Omit<Stage, "state"> = {
  kind: "presumed-sham-invoices",
  class: "general",
  word: "presunto",
};
const FOUND: Omit<Stage, "state"> = { kind: "sham-invoices", class: "serious", word: "definitivo" };

/** What a state of the list is here; null for a word that it has not used so far. */
function stageOf(situation: string, wasFinal: boolean): Stage | null {
  switch (situation.toLowerCase()) {
    case "presunto":
      return { ...PRESUMED, state: "active" };
    case "definitivo":
      return { ...FOUND, state: "active" };
    case "desvirtuado":
      return { ...PRESUMED, state: "repaired" };
    case "sentencia favorable":
      return { ...(wasFinal ? FOUND : PRESUMED), state: "repaired" };
    default:
      return null;
  }
}

function entryOf(fields: Fields, line: number): EntryRow | IssueRow {
  const given = fields.rfc.replace(/\s/g, "").toUpperCase();
  // What may be somebody's own number is not even reported.
  const refuse = (field: string, problem: string, value: string | null = null) =>
    reportOn(line, null)(field, value, problem, "row-refused");
  if (/^X+$/.test(given)) return refuse("rfc", "suppressed-by-court");
  const checked = checkEntityNumber("mx-rfc", given);
  if (!checked.ok) {
    const isCompanys = given.length === 12 && checked.reason === "invalid";
    return refuse("rfc", `${checked.reason}-number`, isCompanys ? given : null);
  }
  const { number } = checked;
  const presumedOn = newestDay(fields.publicacion_pagina_sat_presuntos);
  const foundOn = newestDay(fields.publicacion_pagina_sat_definitivos);
  const situation = cleanText(fields.situacion_del_contribuyente, 50) ?? "";
  const stage = stageOf(situation, foundOn !== null);
  if (!stage) return refuse("situacion_del_contribuyente", "unknown-state", situation);
  // Without a day of the finding its term begins with the presumption, and ends the sooner.
  const startsOn = stage.word === "definitivo" ? (foundOn ?? presumedOn) : presumedOn;
  if (!startsOn) return refuse("publicacion_pagina_sat_presuntos", "bad-date", number);
  const decision = fields.numero_y_fecha_de_oficio_global_de_presuncion_sat;
  const evidence =
    (stage.word === "definitivo" && fields.numero_y_fecha_de_oficio_global_de_definitivos_sat) ||
    decision;
  const name = cleanText(fields.nombre_del_contribuyente, 300);
  if (name && isPersonalNumber(name)) {
    return refuse("nombre_del_contribuyente", "personal-number");
  }
  return {
    kind: "entry",
    line,
    // A presumption and the finding that follows it are two entries of one case.
    key: `${number}:${/\d[\d-]+\d/.exec(decision)?.[0] ?? presumedOn}:${stage.word}`,
    entryKind: stage.kind,
    class: stage.class,
    subject: { entity: { scheme: "mx-rfc", number, name, legalForm: legalFormIn(name ?? "") } },
    language: "es",
    ...TEXTS[stage.word],
    evidence: cleanText(evidence, 500),
    startsOn,
    endsOn: latestEnd(stage.class, startsOn),
    state: stage.state,
  };
}

const TEXTS = {
  presunto: {
    legalBasis: "Código Fiscal de la Federación, artículo 69-B, párrafos primero y segundo",
    grounds:
      "La autoridad fiscal presume la inexistencia de las operaciones amparadas en los " +
      "comprobantes que emitió el contribuyente.",
    remedy: "Desvirtuar ante la autoridad fiscal los hechos en que se apoya la presunción.",
  },
  definitivo: {
    legalBasis: "Código Fiscal de la Federación, artículo 69-B, párrafo cuarto",
    grounds:
      "La autoridad fiscal determinó que el contribuyente no desvirtuó la inexistencia de las " +
      "operaciones amparadas en sus comprobantes.",
    remedy: "Obtener una resolución o sentencia favorable contra la determinación.",
  },
} as const;

/** A cell may hold several days, of a decision and of the one that took its place. */
function newestDay(cell: string): IsoDate | null {
  const days = [...cell.matchAll(/(\d{2})[/-](\d{2})[/-](\d{4}|\d{2})(?!\d)/g)].map(
    ([, day, month, year = ""]) => `${year.length === 2 ? `20${year}` : year}-${month}-${day}`,
  );
  const real = days.filter((day) => new Date(day).toJSON()?.startsWith(day));
  return real.toSorted().at(-1) ?? null;
}

/** Twelve characters are a legal person's; which form it has, its name says. */
function legalFormIn(name: string): LegalForm {
  const words = name.replace(/[.,\s]/g, "").toUpperCase();
  if (/SC(DE[RP])?L(DECV)?$|SCDERLDECV$/.test(words)) return "cooperative";
  if (/(AC|ABP|IAP)$/.test(words)) return "association";
  return /SC$/.test(words) ? "partnership" : "company";
}
