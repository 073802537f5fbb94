export { siteUrl } from "@/core/site-url";
