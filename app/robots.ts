import type { MetadataRoute } from "next";

/** Everything public may be read by machines; the API is the better way to read all of it. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/" } };
}
