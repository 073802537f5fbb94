export const PASSWORD_LENGTH_MIN = 12;
/** More is never typed; hashing it would only cost. */
export const PASSWORD_LENGTH_MAX = 200;

/** What most guesses begin with once they must be twelve long. */
const COMMON_PARTS = [
  "password",
  "passwort",
  "passw0rd",
  "p@ssw0rd",
  "qwerty",
  "qwertz",
  "azerty",
  "asdfgh",
  "zxcvbn",
  "1q2w3e",
  "1qaz2wsx",
  "iloveyou",
  "letmein",
  "welcome",
  "changeme",
  "administrator",
  "admin",
  "inspector",
  "placard",
  "secret",
  "monkey",
  "dragon",
  "football",
  "sunshine",
  "princess",
  "woaini",
  "mima",
  "abcdef",
  "abcabc",
  "123",
  "321",
  "111",
  "000",
];

/** Why a password is refused: too short, too long, or among the first that are guessed. */
export type PasswordFault = "short" | "long" | "common";

/**
 * Whether a password may be chosen, null where it may. Length does most; beyond that only what
 * everybody chooses is refused: a common word with digits around it, few different characters, a
 * run of the keyboard, or one's own name or address.
 */
export function passwordFault(password: string, own: readonly string[] = []): PasswordFault | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN) return "short";
  if (length > PASSWORD_LENGTH_MAX) return "long";
  const lower = password.normalize("NFKC").toLowerCase();
  if (new Set(lower).size < 5) return "common";
  const ownParts = own
    .flatMap((text) => text.toLowerCase().split(/[\s@.]+/))
    .filter((part) => part.length > 3);
  const rest = [...ownParts, ...COMMON_PARTS].reduce(
    (text, part) => text.replaceAll(part, ""),
    lower,
  );
  return rest.replaceAll(/[\d\W_]/gu, "").length < 4 && /[a-z\d]/.test(lower) && isLatin(lower)
    ? "common"
    : null;
}

/** Whether a text has nothing beyond what a Latin keyboard types. */
function isLatin(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
