export {
  formatAge,
  formatAmount,
  formatDate,
  formatDistance,
  formatList,
  formatNumber,
  isolated,
  joinSentences,
  monthsBetween,
} from "@/core/format";
