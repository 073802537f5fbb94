import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { ClientAddress } from "@/server/front/client-address";
import { problemAnswer } from "@/server/front/failure-answer";
import { sendOnce } from "@/server/front/send-answer";
import type { Turn } from "@/server/front/turn";

const PERIOD_S = 60;

/**
 * Takes one from what an address may ask in a minute, tells so in the standard headers (IETF
 * draft-ietf-httpapi-ratelimit-headers), and answers 429 once all is used up. True to go on.
 */
export type RequestLimit = (turn: Turn) => Promise<boolean>;

export function requestLimit(perMinute: number, addressOf: ClientAddress): RequestLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: PERIOD_S });
  const policy = `"requests";q=${perMinute};w=${PERIOD_S}`;
  return async (turn) => {
    const used = await limiter
      .consume(addressOf(turn.request))
      .catch((refused: RateLimiterRes | Error) => refused);
    if (!(used instanceof RateLimiterRes)) throw used;
    const resetS = Math.ceil(used.msBeforeNext / 1000);
    const left = `"requests";r=${used.remainingPoints};t=${resetS}`;
    turn.headers.push("ratelimit-policy", policy, "ratelimit", left);
    if (used.consumedPoints <= perMinute) return true;
    const refusal = problemAnswer(
      429,
      "Too many requests.",
      [],
      `This address may ask ${perMinute} times a minute. Go on in ${resetS} seconds, or take the whole data from /data.`,
      turn.id,
    );
    sendOnce(turn, {
      ...refusal,
      headers: { ...refusal.headers, "retry-after": String(resetS) },
    });
    return false;
  };
}
