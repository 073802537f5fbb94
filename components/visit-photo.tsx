/** A picture of a visit in small. */
export function VisitPhoto({ visitId, hash, alt }: { visitId: string; hash: string; alt: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: private, and of its size already
    <img
      src={`/office/photos/${visitId}/${hash}?size=thumb`}
      alt={alt}
      width={96}
      height={96}
      className="size-24 rounded object-cover"
    />
  );
}
