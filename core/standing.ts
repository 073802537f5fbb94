/** The three colours of a rating (DESIGN §1). */
export const COLOURS = ["green", "yellow", "red"] as const;
export type Colour = (typeof COLOURS)[number];

/** What is shown, grey, where there is no colour to show (DESIGN §1). Never green. */
export const UNRATED_STATES = [
  "never",
  "pending",
  "exempt",
  "appeal",
  "ceased",
  "suspended",
  "unpublished",
  "disputed",
] as const;
export type UnratedState = (typeof UNRATED_STATES)[number];

/** What a listing shows for one domain: a colour or the reason why there is none. */
export const STANDINGS = [...COLOURS, ...UNRATED_STATES] as const;
export type Standing = (typeof STANDINGS)[number];

/** True for the three colours, false for every unrated state. */
export function isColour(standing: Standing): standing is Colour {
  return (COLOURS as readonly string[]).includes(standing);
}

/** Domains stand side by side and are never merged (law 2). Sites carry food and goods. */
export const SITE_DOMAINS = ["food", "goods"] as const;
export type SiteDomain = (typeof SITE_DOMAINS)[number];

/** Legal entities carry tax; board and map show one of all these at a time. */
export const DOMAINS = [...SITE_DOMAINS, "tax"] as const;
export type Domain = (typeof DOMAINS)[number];
