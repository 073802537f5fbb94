import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** A real OpenID provider, whose people are whoever its sign-in page is told. */
export async function startIdentityProvider(
  emailVerified: (email: string) => boolean,
): Promise<{ url: string; redirectTo: (url: string) => void; stop: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const redirects: string[] = [];
  let handle: ReturnType<Provider["callback"]> | undefined;
  server.on("request", (request, response) => {
    handle ??= make(url, redirects, emailVerified).callback();
    void handle(request, response);
  });
  return {
    url,
    redirectTo: (address) => void redirects.push(address),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function make(url: string, redirects: string[], emailVerified: (email: string) => boolean) {
  return new Provider(url, {
    clients: [
      {
        client_id: "placard",
        client_secret: "a secret between the two of them",
        redirect_uris: redirects,
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    // Providers of governments put it there.
    conformIdTokenClaims: false,
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: sub, email_verified: emailVerified(sub), name: "From Afar" }),
    }),
  });
}
