import type { SnapshotRow } from "@/core/import-row";
import { readDinesafeCsv } from "@/importers/dinesafe-csv";
import { readDinesafeXml } from "@/importers/dinesafe-xml";
import type { Format, ImportFile } from "@/importers/format";

/** Toronto's DineSafe, as CSV or XML, told apart by the first character. */
export const dinesafe: Format = {
  id: "dinesafe",
  grouping: "file",
  repeats: true,
  accepts: (name) => /dinesafe.*\.(csv|xml)$/i.test(name),
  async *read(files) {
    for (const file of files) {
      yield SNAPSHOT;
      const { first, whole } = await peek(file);
      yield* first === "<" ? readDinesafeXml(whole.open()) : readDinesafeCsv(whole);
    }
  },
};

const SNAPSHOT: SnapshotRow = {
  kind: "snapshot",
  source: {
    key: "dinesafe:toronto",
    name: "DineSafe",
    licence: "Open Government Licence – Toronto",
    licenceUrl: "https://open.toronto.ca/open-data-licence/",
    url: "https://open.toronto.ca/dataset/dinesafe/",
    language: "en",
  },
  authority: {
    slug: "ca-toronto-public-health",
    name: "Toronto Public Health",
    country: "CA",
    website: "https://www.toronto.ca/",
    email: null,
    invented: false,
  },
  domain: "food",
  asOf: null,
  scheme: "ca-toronto-dinesafe@2001",
};

/** The first character that is no space or byte order mark, and the file as if never touched. */
async function peek(file: ImportFile): Promise<{ first: string | null; whole: ImportFile }> {
  const chunks = file.open()[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let first: string | null = null;
  while (!first) {
    const { value, done } = await chunks.next();
    if (done) break;
    read.push(value);
    first = /[^\s\u00ef\u00bb\u00bf]/.exec(Buffer.from(value).toString("latin1"))?.[0] ?? null;
  }
  const open = async function* () {
    yield* read.splice(0);
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  return { first, whole: { ...file, open } };
}
