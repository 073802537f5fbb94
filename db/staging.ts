import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Tx } from "@/db/client";

export type Cell = string | number | boolean | null | readonly string[] | object;

const FLUSH_CHARACTERS = 1 << 18;
const COPY_MS_MAX = 60_000;

/**
 * A temporary table filled by COPY as rows arrive, a quarter of a megabyte at a time, so that several
 * can be filled on one connection and memory stays flat.
 */
export class StagingTable {
  #tx: Tx;
  #name: string;
  #columns: readonly string[];
  #types: readonly string[];
  #lines: string[] = [];
  #characters = 0;
  #sent: Promise<void> = Promise.resolve();

  private constructor(tx: Tx, name: string, columns: Readonly<Record<string, string>>) {
    this.#tx = tx;
    this.#name = name;
    this.#columns = Object.keys(columns);
    this.#types = Object.values(columns);
  }

  /** Creates the table; columns by name and SQL type. */
  static async create(tx: Tx, name: string, columns: Readonly<Record<string, string>>) {
    const definition = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await tx.unsafe(`create temp table ${name} (${definition.join(", ")}) on commit drop`);
    return new StagingTable(tx, name, columns);
  }

  /**
   * Adds a row, its cells in the order of the columns; a promise only where there is a wait: until it
   * is kept, the connection is good for nothing but more rows of this table.
   */
  add(cells: readonly Cell[]): Promise<void> | undefined {
    let line = "";
    for (let i = 0; i < cells.length; i += 1) {
      line += `${i === 0 ? "" : "\t"}${copyText(cells[i] ?? null, this.#types[i] ?? "text")}`;
    }
    this.#lines.push(`${line}\n`);
    this.#characters += line.length;
    return this.#characters >= FLUSH_CHARACTERS ? this.flush() : undefined;
  }

  /** Sends what is waiting, after all that was sent before. */
  flush(): Promise<void> {
    if (this.#lines.length > 0) {
      const text = this.#lines.join("");
      this.#lines = [];
      this.#characters = 0;
      this.#sent = this.#sent.then(() => this.#copy(text));
      // Whoever waits is told; nobody may wait yet.
      this.#sent.catch(() => {});
    }
    return this.#sent;
  }

  async #copy(text: string): Promise<void> {
    const copy: Writable = await this.#tx
      .unsafe(`copy ${this.#name} (${this.#columns.join(", ")}) from stdin`)
      .writable();
    copy.end(text);
    // Of a part that the database refuses nothing is ever heard here.
    await once(copy, "finish", { signal: AbortSignal.timeout(COPY_MS_MAX) });
  }
}

/** The text format of COPY: tabs between cells, `\N` for null, backslash escapes. */
function copyText(cell: Cell, type: string): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string") return escapeText(cell);
  if (typeof cell !== "object") return String(cell);
  if (Array.isArray(cell) && type.endsWith("[]")) {
    const items = cell.map((item: string) => `"${item.replace(/["\\]/g, "\\$&")}"`);
    return escapeText(`{${items.join(",")}}`);
  }
  return escapeText(JSON.stringify(cell));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] ?? c) : text;
}
