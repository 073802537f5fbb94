import { TokenBucket } from "limiter";
import { LRUCache } from "lru-cache";
import type { ClientAddress } from "@/server/front/client-address";
import { problemAnswer } from "@/server/front/problem-answer";
import { sendOnce } from "@/server/front/send-answer";
import type { Turn } from "@/server/front/turn";

/** Addresses that are remembered; whoever has long not asked has a full bucket anyway. */
const ADDRESSES_MAX = 50_000;

/**
 * Takes one from what an address may ask, which refills steadily, tells so in the standard headers
 * (IETF draft-ietf-httpapi-ratelimit-headers), and answers 429 once all is used up. True to go on.
 */
export type RequestLimit = (turn: Turn) => boolean;

export function requestLimit(perMinute: number, addressOf: ClientAddress): RequestLimit {
  const buckets = new LRUCache<string, TokenBucket>({ max: ADDRESSES_MAX });
  const policy = `"requests";q=${perMinute};w=60`;
  return (turn) => {
    if (turn.counted) return true;
    turn.counted = true;
    const address = addressOf(turn.request);
    const bucket = buckets.get(address) ?? fullBucket(perMinute);
    buckets.set(address, bucket);
    const goesOn = bucket.tryRemoveTokens(1);
    const full = Math.ceil(((perMinute - bucket.content) / perMinute) * 60);
    const left = `"requests";r=${Math.floor(bucket.content)};t=${full}`;
    turn.headers.push("ratelimit-policy", policy, "ratelimit", left);
    if (!goesOn) refuse(turn, perMinute, Math.ceil(bucket.getWaitTime(1) / 1000));
    return goesOn;
  };
}

function fullBucket(perMinute: number): TokenBucket {
  const bucket = new TokenBucket({
    bucketSize: perMinute,
    tokensPerInterval: perMinute,
    interval: "minute",
  });
  bucket.content = perMinute;
  return bucket;
}

function refuse(turn: Turn, perMinute: number, waitS: number): void {
  const detail =
    `This address may ask ${perMinute} times a minute. Go on in ${waitS} seconds, or take the ` +
    "whole data from /data.";
  const problem = { status: 429, title: "Too many requests", detail };
  sendOnce(turn, problemAnswer(turn, problem, { "retry-after": String(waitS) }));
}
