import { gatherMarks, type Placed } from "@/components/map-stacks";
import type { TileAnswer } from "@/components/map-tile-cache";

/** So long a frame goes into preparing tiles. */
const FRAME_MS = 8;

type Project = (place: { lat: number; lon: number }) => { x: number; y: number };

/** Marks of tiles as they stand at a zoom, each tile gathered by itself once, a few a frame. */
export class PreparedTiles {
  #zoom = -1;
  #known = new WeakMap<TileAnswer, Placed<null>[]>();
  #until = 0;

  /** Starts a frame. */
  begin(zoom: number): void {
    if (zoom !== this.#zoom) this.#known = new WeakMap();
    this.#zoom = zoom;
    this.#until = performance.now() + FRAME_MS;
  }

  /** The marks of an answer in world pixels, or null where this frame has no time left for it. */
  marksOf(answer: TileAnswer, project: Project): readonly Placed<null>[] | null {
    const known = this.#known.get(answer);
    if (known) return known;
    if (performance.now() > this.#until) return null;
    const gathered = gatherMarks(
      answer.marks.map((mark) => {
        const { x, y } = project(mark);
        return { mark, x, y, with: null };
      }),
    );
    this.#known.set(answer, gathered);
    return gathered;
  }
}
