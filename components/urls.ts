export { authorityBoardUrl, authorityUrl, boardUrl } from "@/core/urls";
