export { wordsIn } from "@/services/words";
