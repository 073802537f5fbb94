export {
  formatAge,
  formatAmount,
  formatBytes,
  formatDate,
  formatDistance,
  formatList,
  formatNumber,
  isolated,
  joinSentences,
} from "@/core/format";
