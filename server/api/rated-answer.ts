import { improve } from "@/core/improve";
import { type Rated, rate } from "@/core/rate";
import { type Inputs, type Scheme, schemeSchema } from "@/core/scheme";
import fhrs from "@/core/schemes/uk-fhrs@2018-11.json";

/** What the API says of inputs that a scheme has rated. */
export function ratedAnswer(scheme: Scheme, inputs: Inputs, rated: Rated) {
  const { outcome, standing, rule, met, missed } = rated;
  return {
    id: scheme.id,
    version: scheme.version,
    domain: scheme.domain,
    outcome,
    colour: standing,
    word: outcome === null ? null : (scheme.outcomes[outcome]?.word.en ?? null),
    rule,
    met,
    missed,
    ...improve(inputs, scheme),
  };
}

/** An example for the documentation, which the engine makes itself. */
export function exampleAnswer() {
  const scheme = schemeSchema.parse(fhrs);
  const inputs = { hygiene: 10, structural: 5, confidence: 10 };
  const rated = rate(inputs, scheme);
  if (!rated.ok) throw new Error("The documentation's example cannot be rated.");
  return { inputs, answer: ratedAnswer(scheme, inputs, rated) };
}
