import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import pLimit from "p-limit";

/** What takes longer hangs. */
const ANSWER_MAX_MS = 30_000;
/** Orders come one after the other: the process stays a while for the next. */
const IDLE_MS = 60_000;

/** What the process is asked, and what it answers. */
interface HelperOrder<Order> {
  id: number;
  order: Order;
}
type HelperAnswer<Answer> = { id: number; answer: Answer } | { id: number; error: string };

/** The process ended over an order, or had to be ended. */
export class HelperEnded extends Error {}

/**
 * A process of its own for work that needs more memory than a server has to spare, or reads what
 * strangers send: requests do not wait for it, and what it breaks is only itself. It begins with the
 * first order, takes one at a time, stays for a minute after the last, and ends with this process.
 * `script` is its path from the project, since Next moves this module elsewhere.
 */
export function helperProcess<Order, Answer>(script: string): (order: Order) => Promise<Answer> {
  const inTurn = pLimit(1);
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let orders = 0;

  function begin(): ChildProcess {
    const file = path.join(/* turbopackIgnore: true */ process.cwd(), script);
    // None of the server's secrets.
    const { PATH, HOME, TMPDIR, NODE_ENV } = process.env;
    const begun = fork(file, {
      execArgv: ["--max-old-space-size=128", "--import", "tsx"],
      serialization: "advanced",
      env: {
        NODE_ENV,
        ...(PATH && { PATH }),
        ...(HOME && { HOME }),
        ...(TMPDIR && { TMPDIR }),
      },
    });
    begun.once("exit", () => {
      if (child === begun) child = null;
    });
    // It keeps nobody from ending.
    begun.unref();
    begun.channel?.unref();
    return begun;
  }

  return (order) =>
    inTurn(async () => {
      clearTimeout(idle);
      child = child?.connected ? child : begin();
      orders += 1;
      const answered = await ask<Order, Answer>(child, { id: orders, order });
      const own = child;
      idle = setTimeout(() => own?.connected && own.disconnect(), IDLE_MS);
      idle.unref();
      if ("error" in answered) throw new Error(answered.error);
      return answered.answer;
    });
}

async function ask<Order, Answer>(
  child: ChildProcess,
  order: HelperOrder<Order>,
): Promise<HelperAnswer<Answer>> {
  const late = setTimeout(() => child.kill("SIGKILL"), ANSWER_MAX_MS);
  try {
    return await new Promise((resolve, reject) => {
      const ended = () => reject(new HelperEnded("The process ended over its work."));
      child.once("exit", ended);
      child.once("error", ended);
      child.on("message", function take(answer: HelperAnswer<Answer>) {
        if (answer.id !== order.id) return;
        child.off("message", take);
        child.off("exit", ended);
        child.off("error", ended);
        resolve(answer);
      });
      child.send(order, (error) => {
        if (error) ended();
      });
    });
  } finally {
    clearTimeout(late);
  }
}

/** Answers the orders of the process that began this one, and ends with it. */
export function answerOrders<Order, Answer>(work: (order: Order) => Promise<Answer>): void {
  process.once("disconnect", () => process.exit());
  process.on("message", async ({ id, order }: HelperOrder<Order>) => {
    try {
      process.send?.({ id, answer: await work(order) } satisfies HelperAnswer<Answer>);
    } catch (error) {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ id, error: said } satisfies HelperAnswer<Answer>);
    }
  });
}
