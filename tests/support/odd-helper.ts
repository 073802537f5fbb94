import { answerOrders } from "@/services/helper-process";

/** Says what it is told, fails when told to, or dies. */
answerOrders<string, string>(async (order) => {
  if (order === "die") process.kill(process.pid, "SIGKILL");
  if (order === "fail") throw new Error("as told");
  return `${order} without ${process.env.PLACARD_SECRET ?? "secrets"}`;
});
