/** Rows that are made in memory, as an import reads them. */
export async function* streamRows<Row>(rows: Iterable<Row>): AsyncIterable<Row> {
  yield* rows;
}
