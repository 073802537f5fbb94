import { withoutPersonalNumbers } from "@/core/personal-number";
import { cleanText } from "@/core/tokens";

/**
 * A line that an official typed, made fit to keep: cleaned, and with the numbers of natural persons
 * struck out; null where nothing is left.
 */
export function cleanNote(text: string, maxLength: number): string | null {
  const clean = cleanText(text, maxLength);
  return clean && withoutPersonalNumbers(clean);
}
