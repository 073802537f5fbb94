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
  monthsBetween,
} from "@/core/format";
