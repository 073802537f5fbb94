import net from "node:net";

let opened = 0;

/**
 * A connection to the database that sends at once. Left to gather small packets, as sockets are by
 * default, it would hold the end of every COPY back for 40 to 90 ms. Of several hosts it takes each
 * in turn, as postgres.js does by itself.
 */
export function openSocket(options: {
  host: readonly string[];
  port: readonly number[];
  path: string | false | undefined;
}): net.Socket {
  if (options.path) return failingWhenLeft(net.connect(options.path));
  const turn = opened % options.host.length;
  opened += 1;
  const [host = "localhost", port = 5432] = [options.host[turn], options.port[turn]];
  // The host is what TLS checks the certificate against.
  const socket = net.connect({ host, port, noDelay: true });
  return failingWhenLeft(Object.assign(socket, { host, port }));
}

/**
 * Makes an end that only the database wanted an error. Of a mere end postgres.js 3.4.9 tells the
 * transaction under way once it has let go of its socket, and fails where no caller can catch it in
 * sending the rollback after it; of an error it tells before. Under TLS it listens to a socket of
 * its own making, and this does not reach.
 */
function failingWhenLeft<S extends net.Socket>(socket: S): S {
  return socket.on("end", () => {
    if (socket.writableEnded) return;
    const error = new Error("The database closed the connection.");
    socket.destroy(Object.assign(error, { code: "CONNECTION_CLOSED" }));
  });
}

/**
 * What connections are called, made long: a startup message beyond 1,024 bytes is sent at once.
 * postgres.js 3.4.9 keeps what it had gathered when a connection was lost, and waits for a timer
 * that was cancelled to send it; such a connection would never open again. Sent at once, the old
 * bytes fail one attempt, and the next one is clean. Postgres keeps the first 63 characters.
 */
export const APPLICATION_NAME = "placard".padEnd(1024);
