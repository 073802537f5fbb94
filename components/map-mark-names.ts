import type * as L from "leaflet";
import type { MarkElement } from "@/components/map-mark-element";
import { SITE_PX } from "@/components/map-stacks";

const NAME_PX = 13;
const NAME_MAX_PX = 180;

/** The marks in view that have room for their name beside them. */
export function marksWithRoom(marks: readonly MarkElement[], map: L.Map): Set<MarkElement> {
  const view = map.getBounds();
  const inView = marks.filter(({ at }) => view.contains(at));
  const box = (drawn: MarkElement, width: number, left: number) => {
    const { x, y } = map.latLngToLayerPoint(drawn.at);
    return new DOMRect(x + left, y - SITE_PX / 2, width, SITE_PX);
  };
  const taken = inView.map((drawn) => box(drawn, SITE_PX, -SITE_PX / 2));
  const named = new Set<MarkElement>();
  for (const drawn of inView) {
    if (drawn.mark.kind !== "site") continue;
    const place = box(drawn, widthOf(drawn.mark.name) + 4, SITE_PX / 2 + 1);
    if (taken.some((other) => overlap(place, other))) continue;
    taken.push(place);
    named.add(drawn);
  }
  return named;
}

let ruler: CanvasRenderingContext2D | null | undefined;

function widthOf(text: string): number {
  if (ruler === undefined) {
    ruler = document.createElement("canvas").getContext("2d");
    if (ruler) ruler.font = `500 ${NAME_PX}px ${getComputedStyle(document.body).fontFamily}`;
  }
  return Math.min(ruler?.measureText(text).width ?? text.length * NAME_PX, NAME_MAX_PX);
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
