import type { MapLabels, MarkNames } from "@/components/map-labels";
import type { Site } from "@/components/map-stacks";
import { markMarkup } from "@/components/mark-markup";
import type { Locale } from "@/core/locale";
import { siteUrl } from "@/core/site-url";

/** What opens over a mark: each place with its mark, name and word, leading to its page. */
export function popupContent(
  sites: readonly Site[],
  { locale, dir, labels, names }: PopupWords,
  close: () => void,
): HTMLElement {
  const root = document.createElement("div");
  root.className = "map-card";
  root.lang = locale;
  root.dir = dir;
  const list = document.createElement("ul");
  for (const site of sites) list.append(rowOf(site, locale, names));
  root.append(list, closeButton(labels.close, close));
  return root;
}

export interface PopupWords {
  locale: Locale;
  dir: "ltr" | "rtl";
  labels: MapLabels;
  names: MarkNames;
}

function rowOf(site: Site, locale: Locale, names: MarkNames): HTMLElement {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = siteUrl(locale, site);
  link.innerHTML = markMarkup(site.standing, { size: 32 });
  const text = document.createElement("span");
  const name = document.createElement("strong");
  name.lang = site.language;
  name.dir = "auto";
  name.textContent = site.name;
  const word = document.createElement("span");
  word.dir = "auto";
  word.textContent = names.word(site);
  text.append(name, word);
  link.append(text);
  row.append(link);
  return row;
}

function closeButton(label: string, close: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-close";
  button.setAttribute("aria-label", label);
  button.innerHTML =
    '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 3L13 13M13 3L3 13" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"/></svg>';
  button.addEventListener("click", close);
  return button;
}
