import { z } from "@hono/zod-openapi";
import {
  type GivenValues,
  type Parameter,
  type ParameterValues,
  refusal,
  wholeNumber,
} from "@/core/parameter";

type Parameters = Readonly<Record<string, Parameter>>;

export const CURSOR = {
  parse: z.string().max(2000),
  want: "the `next` of the page before, of the same query",
  about: "Where the page begins: `next` of the page before.",
  example: "WyJtYXJrIiwibmFtZSIsMV0",
} satisfies Parameter<string>;

/** How many items a page holds. */
export function limitUpTo(max: number, usual: number): Parameter<number> {
  return {
    parse: wholeNumber(1, max),
    want: `a whole number from 1 to ${max}`,
    about: `How many items to answer; ${usual} unless said otherwise.`,
    example: String(usual),
  };
}

/**
 * The schema of a query string that takes these parameters and no others. A refusal's message is
 * the sentence for its parameter; an empty value is the same as none.
 */
export function querySchema<P extends Parameters>(
  parameters: P,
): z.ZodObject & z.ZodType<GivenValues<P>> {
  const known = Object.keys(parameters);
  const shape = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      reader(name, parameter).optional().openapi(documented(name, parameter)),
    ]),
  );
  const unknown = known.length > 0 ? `Known parameters are ${known.join(", ")}.` : "None is taken.";
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? unknown : undefined),
  }) as never;
}

/** The schema of the parts of a path. */
export function pathSchema<P extends Parameters>(
  parameters: P,
): z.ZodObject & z.ZodType<ParameterValues<P>> {
  const shape = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      read(name, parameter, z.string()).openapi(documented(name, parameter)),
    ]),
  );
  return z.object(shape) as never;
}

/** Text from the query string, where Hono gives repeats as an array. */
function reader(name: string, parameter: Parameter) {
  const once = { error: `${name} may be given once only.` };
  const text = parameter.repeats
    ? z.union([z.string(), z.array(z.string())]).transform((all) => [all].flat().join(","))
    : z.string(once);
  return read(name, parameter, text as z.ZodType<string, string>);
}

function read(name: string, parameter: Parameter, text: z.ZodType<string, string>) {
  return text.transform((given, context) => {
    if (given === "") return undefined;
    const result = parameter.parse.safeParse(given);
    if (result.success) return result.data;
    context.addIssue({ code: "custom", message: refusal(name, parameter) });
    return z.NEVER;
  });
}

/** What the document says of a parameter, from the same parser that reads it. */
function documented(name: string, { parse, want, about, example }: Parameter) {
  const { $schema: _, ...schema } = z.toJSONSchema(parse, { io: "output" });
  const value = parse.parse(example);
  return {
    ...schema,
    param: {
      name,
      description: `${about} Takes ${want}.`,
      example: typeof value === "string" ? example : value,
      ...(schema.type === "array" && { style: "form", explode: false }),
    },
  } as Record<string, unknown>;
}
