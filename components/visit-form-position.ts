const WAIT_MS = 15_000;

/** A thousandth of a degree is some hundred metres: enough to have been there, no more. */
const coarse = (degrees: number) => degrees.toFixed(3);

/** Asks the device where it is and puts a coarse position into the form. */
export function takePosition(
  form: HTMLFormElement,
  button: HTMLElement,
  words: { kept: string; failed: string },
): Promise<void> {
  return new Promise((resolve) => {
    const say = (text: string) => {
      button.textContent = text;
      resolve();
    };
    if (!("geolocation" in navigator)) return say(words.failed);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const field = form.elements.namedItem("position");
        if (field instanceof HTMLInputElement) {
          field.value = `${coarse(coords.latitude)},${coarse(coords.longitude)}`;
        }
        say(words.kept);
      },
      () => say(words.failed),
      { timeout: WAIT_MS },
    );
  });
}
