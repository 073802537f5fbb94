import { schemeSchema } from "@/core/scheme";
import { pathSchema } from "@/server/api/parameters";

/** The parts of a path that name a scheme version. */
export const schemePath = pathSchema({
  id: {
    parse: schemeSchema.shape.id.max(80),
    want: "the name of a scheme, such as uk-fhrs",
    about: "The name of the scheme.",
    example: "uk-fhrs",
  },
  version: {
    parse: schemeSchema.shape.version.max(80),
    want: "a version, such as 2018-11",
    about: "Its version.",
    example: "2018-11",
  },
});
