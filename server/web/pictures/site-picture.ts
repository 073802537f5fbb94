import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { DomainStanding } from "@/core/listing";
import { directionOf, type Locale } from "@/core/locale";
import { HAIRLINE, INK, INK_SOFT } from "@/core/mark-paint";
import { outcomeOf } from "@/core/outcome";
import { formatPublicId } from "@/core/public-id";
import type { Scheme } from "@/core/scheme";
import { isColour } from "@/core/standing";
import type { FoundPlace } from "@/db/queries/find-place";
import { fitted, HEIGHT, MARGIN, newCanvas, WIDTH } from "@/server/web/pictures/canvas";
import { markSvg } from "@/server/web/pictures/mark-svg";
import { penFor } from "@/server/web/pictures/text";
import { plain } from "@/server/web/xml";
import { wordsIn } from "@/services/words";

/** What one domain's half of the picture says. */
interface Panel {
  standing: DomainStanding["standing"];
  stale: boolean;
  domain: string;
  symbol: string | null;
  word: string;
  date: string;
}

/** The picture of one site for links to it: its results as they stand today, domain by domain. */
export async function drawSite(
  place: FoundPlace,
  schemes: ReadonlyMap<string, Scheme>,
  locale: Locale,
  today: IsoDate,
): Promise<Uint8Array<ArrayBuffer>> {
  const t = wordsIn(locale);
  const direction = directionOf(locale);
  const name = plain(place.name);
  const number = formatPublicId(place.id);
  const address = [place.address, place.locality]
    .flatMap((part) => part ?? [])
    .map(plain)
    .join(", ");
  const panels = place.standings.map((standing) => panelOf(standing));
  const authority = plain(place.authority.name);
  const note = place.invented ? t("picture.invented") : t("layout.name");
  const spare = panels.map(({ standing }) =>
    t(`colour.${isColour(standing) ? standing : "unrated"}`),
  );
  const own = panels.flatMap(({ domain, symbol, word, date }) => [
    domain,
    symbol ?? "",
    word,
    date,
  ]);
  const pen = await penFor([name, number, address, authority, note, ...own, ...spare]);

  const canvas = newCanvas(direction);
  const width = WIDTH - 2 * MARGIN;
  const heading = fitted(
    pen,
    // A name in letters that no typeface here has is left to the words beside the picture.
    pen.knows(name) ? name : number,
    [72, 60, 50],
    { bold: true, direction: "auto" },
    { width, lines: 2 },
  );
  const leading = heading.size * 1.2;
  let y = canvas.text(heading.lines, { x: MARGIN, y: MARGIN + heading.size, leading, fill: INK });
  if (address && pen.knows(address)) {
    const lines = pen.wrap(address, { size: 32, direction: "auto" }, { width, lines: 1 });
    y = canvas.text(lines, { x: MARGIN, y: y + 56, leading: 0, fill: INK_SOFT });
  }
  drawPanels(y + 40);
  drawFoot();
  return canvas.png();

  function panelOf(standing: DomainStanding): Panel {
    const { domain, standing: state, ratedOn, asOf } = standing;
    const { symbol, word } = outcomeOf(standing, schemes, locale, (s) => t(`state.${s}`));
    const staleOn = place.staleOn[domain];
    return {
      standing: state,
      stale: isColour(state) && staleOn !== null && staleOn <= today,
      domain: t(`domain.${domain}`),
      symbol: symbol && !word.includes(symbol) ? symbol : null,
      word: plain(word),
      date:
        isColour(state) && ratedOn !== null
          ? t("picture.rated", { date: unbroken(ratedOn) })
          : t("picture.asOf", { date: unbroken(asOf) }),
    };
  }

  /** A date stays on one line. */
  function unbroken(date: IsoDate): string {
    return formatDate(locale, date).replaceAll(" ", "\u00a0");
  }

  function drawPanels(top: number) {
    const each = (width - 48 * (panels.length - 1)) / panels.length;
    panels.forEach((panel, i) => {
      const x = MARGIN + i * (each + 48);
      const bottom = HEIGHT - 112;
      const size = Math.min(panels.length > 1 ? 150 : 200, bottom - top - 20);
      const middle = (top + bottom) / 2;
      canvas.add(x, size, (left) =>
        markSvg(panel.standing, { x: left, y: middle - size / 2, size, stale: panel.stale }),
      );
      drawPanelText(panel, spare[i] ?? "", { x: x + size + 36, middle, width: each - size - 36 });
    });
  }

  function drawPanelText(
    { domain, symbol, word, date }: Panel,
    instead: string,
    { x, middle, width: room }: { x: number; middle: number; width: number },
  ) {
    const known = pen.knows(word) ? word : instead;
    const outcome = symbol && pen.knows(symbol) ? `${symbol}  ${known}` : known;
    const sizes = panels.length > 1 ? ([44, 36, 30] as const) : ([60, 50, 42] as const);
    const box = { width: room, lines: 2 };
    const said = fitted(pen, outcome, [...sizes], { bold: true, direction }, box);
    const step = said.size * 1.2;
    const small = (text: string, lines: number) =>
      pen.wrap(text, { size: 28, direction }, { width: room, lines });
    const when = small(date, 2);
    const tall = 50 + said.lines.length * step + 8 + when.length * 36;
    let at = middle - tall / 2 + 28;
    canvas.text(small(domain, 1), { x, y: at, leading: 0, fill: INK_SOFT });
    at = canvas.text(said.lines, { x, y: at + 22 + said.size, leading: step, fill: INK });
    canvas.text(when, { x, y: at + 48, leading: 36, fill: INK_SOFT });
  }

  /** A line, and under it who inspects and whose picture this is. */
  function drawFoot() {
    const y = HEIGHT - 48;
    canvas.add(MARGIN, width, (left) => {
      return `<rect x="${left}" y="${HEIGHT - 104}" width="${width}" height="2" fill="${HAIRLINE}"/>`;
    });
    const own = pen.line(note, { size: 28, direction });
    canvas.text([own], { x: WIDTH - MARGIN - own.width, y, leading: 0, fill: INK_SOFT });
    if (!pen.knows(authority)) return;
    const room = { width: width - own.width - 32, lines: 1 };
    const by = pen.wrap(authority, { size: 28, direction: "auto" }, room);
    canvas.text(by, { x: MARGIN, y, leading: 0, fill: INK_SOFT });
  }
}
