import { z } from "zod";

/** A URL parameter: how its text is read, and the words for what it takes. */
export interface Parameter<T = unknown> {
  parse: z.ZodType<T, string>;
  /** Completes the sentence "limit takes …". */
  want: string;
  /** What it is for, in a sentence. */
  about: string;
  example: string;
  /** True where it may be given more than once, each time adding to one list. */
  repeats?: true;
}

/** A parameter that was not understood, and the sentence that says what would be. */
export interface RefusedParameter {
  parameter: string;
  reason: string;
}

/** The values of a set of parameters. */
export type ParameterValues<P extends Readonly<Record<string, Parameter>>> = {
  [Name in keyof P]: z.output<P[Name]["parse"]>;
};

/** The same, each as far as it was given. */
export type GivenValues<P extends Readonly<Record<string, Parameter>>> = {
  [Name in keyof P]?: ParameterValues<P>[Name] | undefined;
};

/** The sentence that refuses a parameter. */
export function refusal(name: string, { want }: Parameter): string {
  return `${name} takes ${want}.`;
}

/**
 * The values that URL parameters give. What is not understood is left out and named, so that a page
 * can still answer. Repeated parameters join as one list; an empty one is as if it were not there.
 */
export function readParameters<P extends Readonly<Record<string, Parameter>>>(
  parameters: P,
  search: URLSearchParams,
): { values: GivenValues<P>; refused: RefusedParameter[] } {
  const refused: RefusedParameter[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const text = search.getAll(name).filter(Boolean).join(",");
    if (!text) continue;
    const result = parameter.parse.safeParse(text);
    if (result.success) values[name] = result.data;
    else refused.push({ parameter: name, reason: refusal(name, parameter) });
  }
  return { values: values as GivenValues<P>, refused };
}

/** A whole number in decimal digits. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max).multipleOf(1));
}
