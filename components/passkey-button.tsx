"use client";
import { useState, useSyncExternalStore } from "react";

type Ceremony = "sign-in" | "register";

const LOOKS = {
  wide: "control w-full justify-center",
  primary: "control control-primary w-full justify-center",
  small: "control",
};

/**
 * Signs in by a passkey or adds one. It needs a script, as passkeys themselves do; where there is
 * none, or the browser knows no passkeys, there is no button.
 */
export function PasskeyButton({
  ceremony,
  next,
  labels,
  look = "wide",
}: {
  ceremony: Ceremony;
  /** Where to go on afterwards. */
  next: string;
  labels: { start: string; failed: string; stale: string };
  look?: "wide" | "primary" | "small";
}) {
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  const isKnown = useSyncExternalStore(
    () => () => {},
    () => "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential,
    () => false,
  );
  if (!isKnown) return null;
  const start = async () => {
    setBusy(true);
    setSaid("");
    const outcome = await (ceremony === "sign-in" ? signIn() : register()).catch(() => 0);
    if (outcome === 200) window.location.assign(next);
    else setSaid(outcome === 403 || outcome === 401 ? labels.stale : labels.failed);
    setBusy(false);
  };
  return (
    <div>
      <button type="button" className={LOOKS[look]} disabled={isBusy} onClick={start}>
        {labels.start}
      </button>
      <p role="status" className={said ? "mt-2" : ""}>
        {said}
      </p>
    </div>
  );
}

/** The status of the answer; 200 where it went well. */
async function signIn(): Promise<number> {
  const asked = await fetch("/api/auth/passkey/generate-authenticate-options");
  if (!asked.ok) return asked.status;
  const options = PublicKeyCredential.parseRequestOptionsFromJSON({
    ...(await asked.json()),
    userVerification: "required",
  });
  const credential = await navigator.credentials.get({ publicKey: options });
  return send("verify-authentication", credential);
}

async function register(): Promise<number> {
  const asked = await fetch("/api/auth/passkey/generate-register-options");
  if (!asked.ok) return asked.status;
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(await asked.json());
  const credential = await navigator.credentials.create({ publicKey: options });
  return send("verify-registration", credential, { name: deviceName() });
}

async function send(
  step: string,
  credential: Credential | null,
  beside: Record<string, string> = {},
): Promise<number> {
  if (!(credential instanceof PublicKeyCredential)) return 0;
  const answer = await fetch(`/api/auth/passkey/${step}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response: credential.toJSON(), ...beside }),
  });
  return answer.status;
}

/** What the list of passkeys calls it: the system it was made on. */
function deviceName(): string {
  const systems = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux"];
  const found = systems.find((system) => navigator.userAgent.includes(system)) ?? "";
  return { Macintosh: "Mac", CrOS: "ChromeOS" }[found] ?? found;
}
