/** What a form holds that its server has not acknowledged yet, kept on the device. */
interface Copy {
  /** The one it was typed upon: a newer one elsewhere is not written over. */
  revision: number;
  entries: [string, string][];
}

const keyOf = (id: string) => `placard.visit.${id}`;

/** Keeps what is typed; a device that has no room for it loses nothing that it had before. */
export function keepCopy(id: string, copy: Copy): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(copy));
  } catch {
    // Full or forbidden: the server is still told.
  }
}

/** What was kept, null where there is nothing or something else. */
export function readCopy(id: string): Copy | null {
  try {
    const copy = JSON.parse(localStorage.getItem(keyOf(id)) ?? "null");
    return typeof copy?.revision === "number" && Array.isArray(copy.entries) ? copy : null;
  } catch {
    return null;
  }
}

/** Once the server has acknowledged it. */
export function forgetCopy(id: string): void {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // Nothing was kept then.
  }
}
