/** A statement that has been written and not yet sent. */
interface Statement extends PromiseLike<unknown> {
  execute(): PromiseLike<unknown>;
}

/**
 * Sends statements of a transaction together; the database runs them in this order, each after the
 * one before. To wait for each answer before the next is sent costs a turn of a busy process each.
 */
export function sendInOrder<const Statements extends readonly Statement[]>(
  statements: Statements,
): Promise<{ -readonly [At in keyof Statements]: Awaited<Statements[At]> }> {
  return Promise.all(statements.map((statement) => statement.execute())) as never;
}
