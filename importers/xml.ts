import { SaxesParser } from "saxes";
import { UnreadableFile } from "@/core/import-row";
import { decodeUtf8 } from "@/importers/decode";

/** An element that stands for a record: its leaf elements by name, and the records inside it. */
export interface XmlRecord {
  name: string;
  fields: Map<string, string>;
  children: XmlRecord[];
}

/**
 * Streams the outermost elements with one of the names, each as soon as it is closed. Leaves that
 * lie deeper count as the record's own; empty ones are left out.
 */
export async function* readXml(
  chunks: AsyncIterable<Uint8Array>,
  root: string,
  names: ReadonlySet<string>,
): AsyncGenerator<XmlRecord> {
  const ready: XmlRecord[] = [];
  const open: XmlRecord[] = [];
  let isRoot = true;
  let text = "";
  const parser = new SaxesParser({ position: false });
  parser.on("error", (cause) => {
    throw new UnreadableFile("The XML is broken or cut short.", { cause });
  });
  parser.on("opentag", ({ name }) => {
    if (isRoot && name !== root) {
      throw new UnreadableFile(`The file starts with <${name}>, not with <${root}>.`);
    }
    isRoot = false;
    if (names.has(name)) open.push({ name, fields: new Map(), children: [] });
    text = "";
  });
  const addText = (more: string) => {
    text += more;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", ({ name }) => {
    const record = open.at(-1);
    if (record?.name === name) {
      open.pop();
      (open.at(-1)?.children ?? ready).push(record);
    } else if (record && text.trim()) {
      record.fields.set(name, text.trim());
    }
    text = "";
  });
  for await (const part of decodeUtf8(chunks)) {
    parser.write(part);
    yield* ready.splice(0);
  }
  parser.close();
  yield* ready.splice(0);
}
