import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  experimental: { preloadEntriesOnStart: false },
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "better-auth", "@better-auth/passkey", "drizzle-orm", "zod"],
  // `npm run check` does that, over everything and once.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
