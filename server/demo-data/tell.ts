import type { ImportRow, IsoDate } from "@/core/import-row";
import type { Story } from "@/server/demo-data/story";
import type { DemoVisit } from "@/server/demo-data/visits";

/** What a source publishes of a site on a day, as rows; nothing where it does not list it then. */
export function* tell(story: Story, day: IsoDate, line: number): Generator<ImportRow> {
  if (!isDuring(day, story.listed)) return;
  const siteKey = story.facts.key;
  const visits = story.visits.filter((visit) => visit.on <= day);
  yield {
    kind: "site",
    line,
    ...story.facts,
    operator: operatorOn(story, day),
    ...namesOn(story, day),
    closedOn: story.closedOn !== null && story.closedOn <= day ? story.closedOn : null,
    resultPending: visits.some((visit) => heldBack(visit, day)?.word === null),
    reply: story.reply !== null && story.reply.on <= day ? story.reply.text : null,
  };
  for (const visit of visits) yield* tellVisit(visit, siteKey, day, line);
  const { statement } = story;
  if (statement && isDuring(day, statement)) {
    const { word: published, on: ratedOn } = statement;
    yield { kind: "rating", line, siteKey, visitKey: null, published, inputs: {}, ratedOn };
  }
}

function* tellVisit(visit: DemoVisit, siteKey: string, day: IsoDate, line: number) {
  const { key, on, type, findings, result } = visit;
  yield { kind: "visit", line, siteKey, key, visitedOn: on, type } as const;
  const rating = { kind: "rating", line, siteKey, visitKey: key, ratedOn: on } as const;
  const held = heldBack(visit, day);
  if (held) {
    if (held.word !== null) yield { ...rating, published: held.word, inputs: {} };
    return;
  }
  for (const finding of findings) {
    yield { kind: "finding", line, siteKey, visitKey: key, ...finding } as const;
  }
  yield { ...rating, ...result };
}

function heldBack({ withheld }: DemoVisit, day: IsoDate) {
  return withheld && isDuring(day, withheld) ? withheld : null;
}

function namesOn({ names }: Story, day: IsoDate) {
  const current = names.find(({ until }) => until === null || until > day);
  const former = names.flatMap(({ name, until }) =>
    until !== null && until <= day ? [{ name, until }] : [],
  );
  return { name: current?.name ?? "", formerNames: former.reverse() };
}

function operatorOn({ facts, takeover }: Story, day: IsoDate) {
  return takeover && takeover.on <= day ? takeover.operator : facts.operator;
}

function isDuring(day: IsoDate, span: { from: IsoDate | null; until: IsoDate | null }): boolean {
  return (span.from === null || span.from <= day) && (span.until === null || day < span.until);
}
