import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres"],
  // `npm run check` does that, over everything and once.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
