import type { Finding } from "@/core/listing";
import type { Scheme } from "@/core/scheme";

/**
 * Where a scheme's severity stands among the three classes by which findings are grouped: the
 * gravest is crucial, the mildest minor, what lies between significant. Null for no severity of it.
 */
export function severityClass(scheme: Scheme, severity: string | null): Finding["severity"] {
  const input = Object.values(scheme.inputs).find((one) => "findings" in one);
  const known = input ? Object.keys(input.findings) : [];
  const at = severity === null ? -1 : known.indexOf(severity);
  if (at < 0) return null;
  if (at === known.length - 1) return "crucial";
  return at === 0 ? "minor" : "significant";
}
