import { PASSWORD } from "@/tests/support/people";
import { totp } from "@/tests/support/totp";
import type { WebClient } from "@/tests/support/web-client";

/** Signs an official in for the first time, as the pages lead: with an app for codes. Its secret. */
export async function signInWithApp(client: WebClient, email: string): Promise<string> {
  await client.signIn(email, PASSWORD);
  await client.post("/office/account/totp/begin", { password: PASSWORD });
  const page = await (await client.get("/en/account/second-factor")).text();
  const secret = /dir="ltr">([A-Z2-7 ]{40,})</.exec(page)?.[1]?.replaceAll(" ", "") ?? "";
  const confirmed = await client.post("/office/account/totp/confirm", { code: totp(secret) });
  const place = confirmed.headers.get("location");
  if (place !== "/en/account/backup-codes?") throw new Error(`The app was not set up: ${place}`);
  return secret;
}
