import * as L from "leaflet";

/** Leaflet's bar of scale with the number and unit of the reader's language. */
export class ScaleBar extends L.Control.Scale {
  readonly #metres: Intl.NumberFormat;
  readonly #kilometres: Intl.NumberFormat;

  constructor(locale: string, position: L.ControlPosition) {
    super({ imperial: false, maxWidth: 90, position });
    this.#metres = new Intl.NumberFormat(locale, { style: "unit", unit: "meter" });
    this.#kilometres = new Intl.NumberFormat(locale, { style: "unit", unit: "kilometer" });
  }

  /** Called by Leaflet for every line of the bar; not part of its types. */
  _updateScale(line: HTMLElement, text: string, share: number): void {
    const number = Number.parseInt(text, 10);
    line.style.width = `${Math.round(90 * share)}px`;
    line.textContent = (text.endsWith("km") ? this.#kilometres : this.#metres).format(number);
    line.dir = "auto";
  }
}
