import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Locale } from "@/core/locale";
import type { VisitReport } from "@/core/visit-report";

/** A report takes a quarter of a second; what takes longer than this hangs. */
const DRAWN_MAX_MS = 30_000;
/** Reports are asked for one after the other: the process stays a while for the next. */
const IDLE_MS = 60_000;
const MEMORY = ["--max-old-space-size=128"];

/** What the process that draws is asked. */
export interface ReportOrder {
  id: number;
  report: VisitReport;
  locale: Locale;
}
/** What it answers. */
export type DrawnReport = { id: number; pdf: Uint8Array } | { id: number; error: string };

interface Draughtsman {
  child: ChildProcess;
  waiting: Map<number, (drawn: DrawnReport) => void>;
  idle: NodeJS.Timeout | undefined;
}

let draughtsman: Draughtsman | null = null;
let orders = 0;

/**
 * The report of a visit as a PDF, in a language of the interface. It is drawn in a process of its
 * own, which ends with this one: the typefaces need more memory than a server has to spare, and
 * requests do not wait for the drawing.
 */
export async function visitReport(report: VisitReport, locale: Locale): Promise<Buffer> {
  draughtsman ??= begin();
  const own = draughtsman;
  clearTimeout(own.idle);
  orders += 1;
  const id = orders;
  const drawn = await new Promise<DrawnReport>((resolve) => {
    const late = setTimeout(() => own.child.kill("SIGKILL"), DRAWN_MAX_MS);
    own.waiting.set(id, (answer) => {
      clearTimeout(late);
      resolve(answer);
    });
    own.child.send({ id, report, locale } satisfies ReportOrder, (error) => {
      if (error) settle(own, { id, error: error.message });
    });
  });
  if (own.waiting.size === 0) {
    own.idle = setTimeout(() => own.child.connected && own.child.disconnect(), IDLE_MS);
    own.idle.unref();
  }
  if ("error" in drawn) throw new Error(`The report could not be drawn: ${drawn.error}`);
  return Buffer.from(drawn.pdf);
}

function begin(): Draughtsman {
  // By its path from the project, since Next moves this module elsewhere.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "services/report/process.ts");
  const { PATH, HOME, TMPDIR } = process.env;
  const child = fork(file, {
    execArgv: [...MEMORY, "--import", "tsx"],
    serialization: "advanced",
    // It needs none of the server's secrets.
    env: {
      ...(PATH && { PATH }),
      ...(HOME && { HOME }),
      ...(TMPDIR && { TMPDIR }),
    } as NodeJS.ProcessEnv,
  });
  const own: Draughtsman = { child, waiting: new Map(), idle: undefined };
  child.on("message", (drawn) => settle(own, drawn as DrawnReport));
  const gone = () => {
    if (draughtsman === own) draughtsman = null;
    for (const id of [...own.waiting.keys()]) settle(own, { id, error: "its process ended" });
  };
  child.once("disconnect", gone);
  child.once("exit", gone);
  child.once("error", gone);
  // It keeps nobody from ending.
  child.unref();
  child.channel?.unref();
  return own;
}

function settle(own: Draughtsman, drawn: DrawnReport): void {
  const done = own.waiting.get(drawn.id);
  own.waiting.delete(drawn.id);
  done?.(drawn);
}
