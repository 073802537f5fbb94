import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it is given. */
export interface TestMailServer {
  url: string;
  port: number;
  received: ParsedMail[];
  stop(): Promise<void>;
}

/** Starts one, on a port of the caller's or any; addresses at `refused.example` do not exist. */
export async function startMailServer(port = 0): Promise<TestMailServer> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      const isKnown = !address.endsWith("@refused.example");
      const isBusy = address.endsWith("@busy.example");
      if (isBusy) done(Object.assign(new Error("Try again later"), { responseCode: 451 }));
      else if (isKnown) done();
      else done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
    },
    onData(stream, _session, done) {
      buffer(stream)
        .then((bytes) => simpleParser(bytes))
        .then((mail) => {
          received.push(mail);
          done();
        }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: own } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
