import type { IsoDate } from "@/core/import-row";
import { daysBefore, daysBetween } from "@/server/demo-data/days";
import type { Dice } from "@/server/demo-data/dice";
import type { Fate, Programme, Town } from "@/server/demo-data/town";
import { type DemoVisit, makeVisits, type Newest } from "@/server/demo-data/visits";

/** What becomes of a site. */
export interface Life {
  /** In the source's list from (null: always) until before a day (null: still). */
  listed: { from: IsoDate | null; until: IsoDate | null };
  closedOn: IsoDate | null;
  visits: DemoVisit[];
  /** A published word about the site as a whole, of the day `on` where it has one. */
  statement: {
    word: string;
    from: IsoDate | null;
    until: IsoDate | null;
    on: IsoDate | null;
  } | null;
}

/** Day of the earlier and of the later snapshot of a source. */
export interface Days {
  first: IsoDate;
  last: IsoDate;
}

/** Lets a site live under its fate; what happens lies before the later of the two days. */
export function live(
  fate: Fate,
  siteKey: string,
  { town, programme, days }: { town: Town; programme: Programme; days: Days },
  dice: Dice,
): Life {
  const { words } = programme;
  const gap = daysBetween(days.first, days.last);
  const daysAgo = (from: number, to: number) => daysBefore(days.last, dice.int(from, to));
  const colour = () =>
    dice.weighted([
      ["green", 80],
      ["yellow", 12],
      ["red", 4],
    ] as const);
  const badColour = () =>
    dice.weighted([
      ["yellow", 2],
      ["red", 1],
    ] as const);
  const life = (visits: DemoVisit[]): Life => ({
    listed: { from: null, until: null },
    closedOn: null,
    visits,
    statement: null,
  });
  const visited = (newest: Newest) => makeVisits(siteKey, town, programme, days.last, newest, dice);
  const saying = (word: string | null, from: IsoDate | null, until: IsoDate | null) =>
    word === null ? null : { word, from, until, on: from };
  const rated = () => {
    const current = colour();
    const ago = current === "green" ? Math.round(3 + 560 * dice.next() ** 1.3) : dice.int(3, 100);
    return visited({ daysAgo: ago, colour: current });
  };

  switch (fate) {
    case "rated":
      return life(rated());
    case "silent":
      return life([]);
    case "never":
      return { ...life([]), statement: saying(words.never, null, null) };
    case "exempt":
      return { ...life([]), statement: saying("Exempt", null, null) };
    case "first-visit": {
      const visits = visited({ daysAgo: dice.int(1, gap - 4), colour: colour(), count: 1 });
      return { ...life(visits), statement: saying(words.never, null, visits[0]?.on ?? null) };
    }
    case "new": {
      const ago = dice.int(1, gap - 6);
      const visits = dice.chance(0.6) ? visited({ daysAgo: ago, colour: colour(), count: 1 }) : [];
      return {
        ...life(visits),
        listed: { from: daysBefore(days.first, -1), until: null },
        statement: visits.length > 0 ? null : saying(words.never, null, null),
      };
    }
    case "gone":
      return { ...life(rated()), listed: { from: null, until: daysAgo(1, gap - 1) } };
    case "pending":
      return life(withheld(visited({ daysAgo: dice.int(3, 20), colour: colour() }), PENDING, 0));
    case "confirmed": {
      const visits = visited({ daysAgo: gap + dice.int(2, 8), colour: colour() });
      return life(withheld(visits, PENDING, 0, daysAgo(1, gap - 1)));
    }
    case "awaited": {
      const ended = dice.chance(0.3);
      const ago = ended ? gap + dice.int(2, 8) : dice.int(3, 20);
      const visits = visited({ daysAgo: ago, colour: colour(), count: dice.int(2, 5) });
      return life(withheld(visits, null, 0, ended ? daysAgo(1, gap - 1) : null));
    }
    case "appeal": {
      const visits = visited({ daysAgo: dice.int(22, 70), colour: badColour() });
      return life(withheld(visits, "UnderAppeal", dice.int(3, 12)));
    }
    case "disputed": {
      const visits = visited({ daysAgo: dice.int(22, 70), colour: badColour() });
      return life(withheld(visits, "Disputed", dice.int(3, 12)));
    }
    case "suspended": {
      const ago = dice.int(6, 60);
      const visits = visited({ daysAgo: ago, colour: "red" });
      return { ...life(visits), statement: saying("Suspended", daysAgo(ago - 2, ago - 1), null) };
    }
    case "former-word": {
      const visits = visited({ daysAgo: dice.int(1100, 1600), colour: "green" });
      const result = { published: words.former, inputs: {} };
      return life(visits.map((visit) => ({ ...visit, findings: [], result })));
    }
    case "stale":
      return life(visited({ daysAgo: dice.int(1475, 1750), colour: "green" }));
    case "closed": {
      const ago = dice.int(60, 900);
      return {
        ...life(visited({ daysAgo: ago, colour: colour() })),
        closedOn: daysAgo(2, ago - 1),
      };
    }
    case "ceased": {
      const ago = dice.int(60, 500);
      const visits = visited({ daysAgo: ago, colour: colour() });
      return { ...life(visits), statement: saying(words.ceased, daysAgo(3, 55), null) };
    }
  }
}

const PENDING = "AwaitingPublication";

/** The newest visit's result is kept back some days later: a word in its place or nothing. */
function withheld(
  visits: DemoVisit[],
  word: string | null,
  daysLater: number,
  until: IsoDate | null = null,
): DemoVisit[] {
  const newest = visits.at(-1);
  if (!newest) return visits;
  const from = daysBefore(newest.on, -daysLater);
  return [...visits.slice(0, -1), { ...newest, withheld: { word, from, until } }];
}
