import type { KeyboardEvent } from "react";
import { grouped } from "@/core/grouped";
import type { Scheme } from "@/core/scheme";
import { MARKS, type VisitDraft } from "@/core/visit-draft";
import { isBeyondLimit, markBefore, markOf } from "@/core/visit-findings";
import { FIELD } from "@/core/visit-form";

/** Writes a draft's fields into its form. */
export function showDraft(form: HTMLFormElement, entries: readonly [string, string][]): void {
  const values = grouped(entries, ([name]) => name);
  for (const field of form.elements) {
    if (
      field instanceof HTMLInputElement &&
      (field.type === "radio" || field.type === "checkbox")
    ) {
      if (field.name !== "") {
        field.checked = (values.get(field.name) ?? []).some(([, value]) => value === field.value);
      }
    } else if (
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement ||
      (field instanceof HTMLInputElement && field.type !== "file")
    ) {
      const value = values.get(field.name)?.at(-1)?.[1];
      if (value !== undefined) field.value = value;
      if (value) field.closest("details")?.setAttribute("open", "");
    }
  }
}

/** Puts the device's own day into a form that has just been begun. */
export function startToday(form: HTMLFormElement): void {
  const field = form.elements.namedItem("visitedOn");
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const [year = "", month = "", day = ""] = parts.map((part) => String(part).padStart(2, "0"));
  if (field instanceof HTMLInputElement) field.value = `${year}-${month}-${day}`;
}

/** Puts the device's own time of day into a field. */
export function setNow(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  const now = new Date();
  const [hour = "", minute = ""] = [now.getHours(), now.getMinutes()].map((part) =>
    String(part).padStart(2, "0"),
  );
  if (field instanceof HTMLInputElement) field.value = `${hour}:${minute}`;
}

/**
 * Shows each item as its measurement makes it, out beyond the limit and else as it was marked, and
 * says how far each section is.
 */
export function showProgress(form: HTMLFormElement, draft: VisitDraft, scheme: Scheme): void {
  for (const item of scheme.checklist) {
    const row = form.querySelector<HTMLElement>(`[data-item="${CSS.escape(item.code)}"]`);
    const entry = draft.items[item.code];
    row?.toggleAttribute("data-beyond", isBeyondLimit(item, entry?.measured ?? null));
    const before = beforeOf(row);
    if (!row || !before) continue;
    before.value = markBefore(item, entry) ?? "";
    const mark = markOf(item, entry);
    for (const choice of row.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
      choice.checked = choice.value === mark;
    }
  }
  const marked = new Set(
    scheme.checklist
      .filter((item) => markOf(item, draft.items[item.code]) !== null)
      .map(({ code }) => code),
  );
  for (const progress of form.querySelectorAll<HTMLElement>("[data-progress]")) {
    const codes = (progress.dataset.progress ?? "").split(" ");
    const done = codes.filter((code) => marked.has(code)).length;
    const words = progress.dataset.words ?? "";
    progress.textContent = words.replace("%done%", String(done));
  }
}

/** The field with the mark that an item has again once its measurement is within the limit. */
function beforeOf(row: HTMLElement | null): HTMLInputElement | null {
  return row?.querySelector<HTMLInputElement>('input[name$=".before"]') ?? null;
}

/** Makes "out" the inspector's own mark where the measurement has set it already. */
export function keepOut(choice: HTMLElement): boolean {
  const before = beforeOf(choice.closest<HTMLElement>("[data-item]"));
  if (!before?.value || !choice.matches('input[type="radio"][value="out"]')) return false;
  before.value = "";
  return true;
}

/** Takes a chosen sentence of the library into its comment, after what is written there. */
export function takeSentence(select: HTMLSelectElement): void {
  const code = select.name.replace(/^library\./, "");
  const comment = select.form?.elements.namedItem(FIELD.item(code, "comment"));
  if (!(comment instanceof HTMLTextAreaElement) || select.value === "") return;
  comment.value = [comment.value.trim(), select.value].filter(Boolean).join(" ");
  select.value = "";
}

/** The first of the scheme's other inputs that says nothing yet. */
function emptyInput(form: HTMLFormElement): HTMLElement | null {
  const inputs = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name^="input."]');
  return [...inputs].find(({ value }) => value === "") ?? null;
}

/** Goes to the next item that nobody has marked, from where the focus is, else from the top. */
export function focusUntouched(form: HTMLFormElement): void {
  const items = [...form.querySelectorAll<HTMLElement>("[data-item]")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const next = after.find((item) => !item.querySelector('input[type="radio"]:checked'));
  const target = next?.querySelector<HTMLElement>('input[type="radio"]') ?? emptyInput(form);
  (target ?? form.querySelector<HTMLElement>('button[value="submit"]'))?.focus();
  target?.scrollIntoView({ block: "center" });
}

/**
 * With the focus on an item's marks, 1 to 4 set one and go on, "out" stays for its finding; `n` goes
 * to the next untouched item from anywhere but a text. True where a mark was set.
 */
export function markByKey(form: HTMLFormElement, event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const isTyping = target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "n") {
    event.preventDefault();
    focusUntouched(form);
    return false;
  }
  const mark = MARKS[Number(event.key) - 1];
  const item = target.closest<HTMLElement>("[data-item]");
  const choice = mark && item?.querySelector<HTMLInputElement>(`input[value="${mark}"]`);
  if (!choice) return false;
  event.preventDefault();
  keepOut(choice);
  choice.checked = true;
  choice.focus();
  if (mark !== "out") focusUntouched(form);
  return true;
}
