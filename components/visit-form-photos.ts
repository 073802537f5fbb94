/** Words for what becomes of pictures. */
export interface PhotoWords {
  sending: (names: readonly string[]) => string;
  kept: (names: readonly string[]) => string;
  failed: string;
  label: string;
  /** Of one file, by its name, why it was not kept. */
  refused: (name: string, reason: string) => string;
}

/**
 * Sends chosen pictures one by one. Each that the server acknowledges by its hash is put into the
 * form; the field keeps nothing, so that none is sent twice.
 */
export async function sendPhotos(
  visitId: string,
  input: HTMLInputElement,
  words: PhotoWords,
): Promise<void> {
  const place = input.closest<HTMLElement>("[data-photos]");
  const said = place?.querySelector<HTMLElement>("[data-photo-said]");
  const list = place?.querySelector("ul");
  if (!place || !said || !list) return;
  const field = place.dataset.photos ?? "";
  const files = [...(input.files ?? [])];
  input.value = "";
  said.textContent = words.sending(files.map(({ name }) => name));
  const kept: string[] = [];
  const refusals: string[] = [];
  for (const file of files) {
    const sent = await sendPhoto(visitId, place.dataset.photoItem ?? "", file, words.failed);
    if (sent.ok) {
      list.append(entryOf(visitId, field, sent.sha256, words.label));
      kept.push(file.name);
    } else refusals.push(words.refused(file.name, sent.reason));
  }
  said.textContent = [...refusals, ...(kept.length > 0 ? [words.kept(kept)] : [])].join(" ");
}

async function sendPhoto(
  visitId: string,
  item: string,
  file: File,
  failed: string,
): Promise<{ ok: true; sha256: string } | { ok: false; reason: string }> {
  try {
    const response = await fetch(
      `/office/photos/${visitId}?item=${encodeURIComponent(item)}&locale=${document.documentElement.lang}`,
      { method: "POST", headers: { accept: "application/json" }, body: file },
    );
    const answer = await response.json();
    if (response.ok && typeof answer.sha256 === "string")
      return { ok: true, sha256: answer.sha256 };
    return { ok: false, reason: answer.detail ?? failed };
  } catch {
    return { ok: false, reason: failed };
  }
}

/** Takes a picture off the visit, and out of the form once the server has done so. */
export async function dropPhoto(visitId: string, box: HTMLInputElement): Promise<void> {
  try {
    const response = await fetch(`/office/photos/${visitId}/${box.value}`, {
      method: "DELETE",
      headers: { accept: "application/json" },
    });
    if (response.ok) return box.closest("li")?.remove();
  } catch {
    // Still there, as the box says again.
  }
  box.checked = true;
}

/** As the server draws it (visit-photos.tsx). */
function entryOf(visitId: string, field: string, hash: string, label: string): HTMLLIElement {
  const entry = document.createElement("li");
  const picture = document.createElement("img");
  Object.assign(picture, { src: `/office/photos/${visitId}/${hash}?size=thumb`, alt: "" });
  picture.className = "size-24 rounded object-cover";
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: field, value: hash, checked: true });
  box.className = "size-5";
  const line = document.createElement("span");
  line.className = "flex min-h-11 items-center gap-2 text-sm";
  line.append(box, label);
  const whole = document.createElement("label");
  whole.className = "flex flex-col gap-1";
  whole.append(picture, line);
  entry.append(whole);
  return entry;
}
