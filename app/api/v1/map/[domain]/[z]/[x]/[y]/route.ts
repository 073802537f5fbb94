import { z } from "zod";
import { answer, problem, unknownParameters } from "@/app/api/problem";
import { parseBoardQuery } from "@/core/board-query";
import { SITE_DOMAINS } from "@/core/standing";
import { readDatabase } from "@/db/client";
import { listMapMarks } from "@/db/queries/list-map-marks";

const PARAMETERS = ["q", "colour", "category", "authority", "since"];
const whole = z
  .string()
  .regex(/^\d{1,8}$/)
  .transform(Number);
const path = z
  .object({ domain: z.enum(SITE_DOMAINS), z: whole.pipe(z.number().max(22)), x: whole, y: whole })
  .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom);

/** `GET /api/v1/map/{domain}/{z}/{x}/{y}`: the marks of one Web-Mercator tile of 256 px. */
export async function GET(
  request: Request,
  { params }: { params: Promise<Record<string, string>> },
): Promise<Response> {
  const tile = path.safeParse(await params);
  if (!tile.success) return problem(404, "There is no such tile: /map/{food|goods}/{z}/{x}/{y}.");
  const search = new URL(request.url).searchParams;
  const { query, refused } = parseBoardQuery(search);
  refused.push(...unknownParameters(search, PARAMETERS));
  if (refused.length > 0) return problem(400, "Some parameters were not understood.", refused);
  const { domain, ...place } = tile.data;
  return answer(await listMapMarks(readDatabase(), { ...query, domain }, place));
}
