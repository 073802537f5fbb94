import { Agent, type IncomingHttpHeaders, request as send } from "node:http";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request as it stands: nothing is added, decoded or followed. */
export function request(
  url: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = send(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const body = Buffer.concat(chunks);
        const { statusCode: status = 0, headers: answered } = response;
        resolve({ status, headers: answered, body, text: body.toString() });
      });
    });
    asked.once("error", reject);
    asked.end();
  });
}
