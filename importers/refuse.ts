import { UnreadableFile } from "@/core/import-row";

/**
 * Tells what breaks while reading as a sentence about the file; a fault of the machine, such as a
 * disk that cannot be read, is thrown on.
 */
export async function* orRefuse<T>(items: AsyncIterable<T>, sentence: string): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (cause) {
    const isFault = cause instanceof Error && "syscall" in cause;
    if (isFault || cause instanceof UnreadableFile) throw cause;
    throw new UnreadableFile(sentence, { cause });
  }
}
