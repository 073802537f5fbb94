import { UnreadableFile } from "@/core/import-row";

/** The text of UTF-8 chunks, without byte order mark; what is not UTF-8 is refused. */
export async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw new UnreadableFile("The file is not UTF-8, or cut short.", { cause });
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}

const LINE_BYTES_MAX = 1 << 20;

/**
 * The text of lines that are UTF-8 or, where they are not, Windows-1252, of which Latin-1 is a
 * part. Whole lines are decided on, so that no character is torn where two chunks meet.
 */
export async function* decodeLines(
  chunks: AsyncIterable<Uint8Array>,
  onWindows1252: () => void,
): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end > 0) yield decodeBlock(bytes.subarray(0, end), onWindows1252);
    rest = bytes.subarray(end);
    if (rest.length > LINE_BYTES_MAX) {
      throw new UnreadableFile("The file holds a line of more than a megabyte.");
    }
  }
  yield decodeBlock(rest, onWindows1252);
}

function decodeBlock(block: Uint8Array, onWindows1252: () => void): string {
  const text = tryUtf8(block);
  if (text !== null) return text;
  onWindows1252();
  const lines: string[] = [];
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf(0x0a, start) + 1 || block.length;
    const line = block.subarray(start, end);
    lines.push(tryUtf8(line) ?? decodeWindows1252(line));
    start = end;
  }
  return lines.join("");
}

function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What Windows-1252 has in the place of Latin-1's control characters 80 to 9F. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Done by hand because the decoder of Node 20 leaves 80 to 9F as control characters. */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
}
