import type { Faults } from "@/server/demo-data/town";

/** What inspectors of the demo's Toronto find where food is made or sold. */
export const TORONTO_FOOD_FAULTS: Faults = {
  handling: {
    crucial: [
      "Raw meat was kept above ready-to-eat food.",
      "Cooked chicken was held at 38 °C for more than two hours.",
      "The walk-in cooler was at 13 °C with milk, fish and cut fruit inside.",
      "Canned goods from a kitchen without a licence were on sale.",
    ],
    significant: [
      "The same board was used for raw fish and salad without washing in between.",
      "A large pot of rice was cooling on the floor.",
      "Frozen shrimp were thawing in standing water.",
      "Sandwiches were made with bare hands.",
    ],
    minor: [
      "Opened containers had no date on them.",
      "Bags of flour stood on the floor.",
      "A scoop was left in the ice with its handle down.",
    ],
  },
  premises: {
    crucial: [
      "There was no hot water in the kitchen.",
      "Mouse droppings lay on shelves beside gnawed packages.",
      "Sewage had backed up into the dishwashing area.",
    ],
    significant: [
      "The hand basin was full of pans and could not be used.",
      "There was mould inside the ice machine.",
      "Water dripped from the hood onto a work table.",
      "The dishwasher did not reach the rinsing temperature.",
    ],
    minor: [
      "The door seal of the freezer was torn.",
      "The floor behind the fryer was greasy.",
      "There were no paper towels at the hand basin.",
      "The garbage bin had no lid.",
      "Paint was peeling from the ceiling, away from food.",
    ],
  },
  control: {
    crucial: ["A cook who had been vomiting that morning was preparing food."],
    significant: [
      "No certified food handler was on duty.",
      "Cooler temperatures had not been written down for three weeks.",
      "Staff could not say which dishes contain nuts, and nothing was written down.",
      "Sanitizer in the wiping buckets was too weak to work.",
    ],
    minor: [
      "The last inspection notice was not posted at the entrance.",
      "The kitchen thermometer was two degrees off.",
      "Pest control records could not be found during the visit.",
      "A staff coat hung on the dry goods shelf.",
    ],
  },
};

/** What they find where other goods are sold. */
export const TORONTO_GOODS_FAULTS: Faults = {
  handling: {
    crucial: [
      "A part came off a toy and fits into a child's throat.",
      "The case of a charger opened by hand and bared live parts.",
    ],
    significant: [
      "Reflective vests did not reflect enough light.",
      "The battery compartment of a kitchen scale opened without a tool.",
    ],
    minor: ["The package did not name the maker's address."],
  },
  premises: {
    crucial: ["A recalled child car seat was still on sale."],
    significant: [
      "A power tool had no certification mark.",
      "A face cream did not list its ingredients.",
      "Warnings were in neither English nor French.",
    ],
    minor: ["Two shelves had no prices.", "A warning was printed too small to read."],
  },
  control: {
    crucial: ["Counterfeit headphones of a known trademark were on sale."],
    significant: ["The seller could not show from whom the goods were bought."],
    minor: ["The return policy was out of date.", "The business name was not shown at the till."],
  },
};
