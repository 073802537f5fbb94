import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import proxyAddress from "proxy-addr";

/** Whose request it is, for limits: an IPv4 address or the /64 net of an IPv6 one. Never logged. */
export type ClientAddress = (request: IncomingMessage) => string;

/** A header may be long, and there are many of them. */
const KEY_LENGTH_MAX = 100;

/** `trusted` names the proxies whose `X-Forwarded-For` is believed: addresses, nets, `loopback`. */
export function clientAddress(trusted: readonly string[]): ClientAddress {
  const trust = proxyAddress.compile([...trusted]);
  // Most requests come over connections that have asked before.
  const known = new LRUCache<string, string>({ max: 10_000 });
  return (request) => {
    const { remoteAddress = "" } = request.socket;
    const told = request.headers["x-forwarded-for"];
    const key = told === undefined ? remoteAddress : `${remoteAddress} ${told}`;
    const found = known.get(key) ?? netOf(proxyAddress(request, trust));
    if (key.length < KEY_LENGTH_MAX) known.set(key, found);
    return found;
  };
}

function netOf(address: string | undefined): string {
  if (!address || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4"
    ? parsed.toString()
    : (parsed as ipaddr.IPv6).parts.slice(0, 4).join(":");
}
