import type { OutlineDrawn, OutlineTile } from "@/components/map-outline-worker";

type Asked = Omit<OutlineTile, "id">;

/** Has tiles of the outline drawn by a worker, which starts with the first of them. */
export class OutlinePainter {
  readonly #waiting = new Map<number, (bitmap: ImageBitmap | null) => void>();
  #worker: Worker | null = null;
  #last = 0;

  /** Null where the outline cannot be had, as in browsers that draw on the page only. */
  draw(tile: Asked): Promise<ImageBitmap | null> {
    if (typeof OffscreenCanvas === "undefined") return Promise.resolve(null);
    this.#worker ??= this.#start();
    this.#last += 1;
    const id = this.#last;
    this.#worker.postMessage({ ...tile, id } satisfies OutlineTile);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): void {
    this.#worker?.terminate();
    this.#answerAll();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./map-outline-worker.ts", import.meta.url), {
      type: "module",
    });
    worker.addEventListener("message", ({ data }: MessageEvent<OutlineDrawn>) => {
      this.#waiting.get(data.id)?.(data.bitmap);
      this.#waiting.delete(data.id);
    });
    worker.addEventListener("error", () => this.#answerAll());
    return worker;
  }

  #answerAll(): void {
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
