import type { Dice } from "@/server/demo-data/dice";
import type { Chain, Fate, Programme } from "@/server/demo-data/town";

/** What a site of a programme is, and what becomes of it. */
export interface Part {
  role:
    | { kind: "ordinary" }
    | { kind: "mobile" }
    | { kind: "odd"; name: string }
    | { kind: "unlinked"; name: string }
    | { kind: "online"; name: string; website: string }
    | { kind: "chain"; chain: Chain; number: number };
  fate: Fate;
}

/** Gives out the parts of a programme, so that each fate that has a share comes up at least once. */
export function castParts(programme: Programme, dice: Dice): Part[] {
  const { count, oddNames, online, mobile, chains, unlinked = [], shares } = programme;
  const roles: Part["role"][] = [
    ...oddNames.map((name) => ({ kind: "odd", name }) as const),
    ...online.shops.map(([name, website]) => ({ kind: "online", name, website }) as const),
    ...Array.from({ length: mobile?.count ?? 0 }, () => ({ kind: "mobile" }) as const),
    ...chains.flatMap((chain, number) =>
      Array.from({ length: chain.count }, () => ({ kind: "chain", chain, number }) as const),
    ),
    ...unlinked.map((name) => ({ kind: "unlinked", name }) as const),
  ];
  const fates = Object.entries(shares).flatMap(([fate, share]) =>
    Array.from({ length: Math.max(1, Math.round(share * count)) }, () => fate as Fate),
  );
  // Who has a role of its own lives an ordinary life: both lists are dealt from opposite ends.
  const parts = Array.from(
    { length: count },
    (_, index): Part => ({
      role: roles[index] ?? { kind: "ordinary" },
      fate: fates[count - 1 - index] ?? "rated",
    }),
  );
  return dice.shuffled(parts);
}
