/** The public address of this board, without a slash at the end. */
export function baseUrl(): string {
  const own = `http://localhost:${process.env.PORT || 3000}`;
  return (process.env.BASE_URL || own).replace(/\/+$/, "");
}
