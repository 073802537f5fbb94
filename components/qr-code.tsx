/** A QR code as one path, dark on light in both themes, with the quiet edge that readers need. */
export function QrCode({
  modules,
  label,
}: {
  modules: { size: number; isDark: (row: number, column: number) => boolean };
  label: string;
}) {
  const { size } = modules;
  const quiet = 4;
  const edge = size + 2 * quiet;
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (modules.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
    }
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${edge} ${edge}`}
      className="w-56 rounded border border-hairline"
      shapeRendering="crispEdges"
    >
      <rect width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
