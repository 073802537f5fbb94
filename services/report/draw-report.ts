import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { directionOf, type Locale } from "@/core/locale";
import { HAIRLINE, INK, INK_SOFT, MARK_PAINT } from "@/core/mark-paint";
import { MARK_SIDE, markShapes } from "@/core/mark-shapes";
import type { ReportContent, ReportPart, ReportText } from "@/core/report-content";
import { type PenStyle, penFor, type Wanted } from "@/services/report/pen";

const MARGIN = 54;
const TOP = 64;
const BOTTOM = 64;
/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 };
const WIDTH = PAGE.width - 2 * MARGIN;
const INDENT = 24;
const MARK = 64;
const QR = 84;
const LABEL_WIDTH = 130;

const BODY: PenStyle = { size: 10 };
const STRONG: PenStyle = { size: 10, bold: true };
const SMALL: PenStyle = { size: 8.5 };
const HEADING: PenStyle = { size: 13, bold: true };
const LEADING = 1.5;

/** Draws a report as a PDF, page by page, with its text as text and in the order it is read. */
export async function drawReport(content: ReportContent, locale: Locale): Promise<Buffer> {
  const direction = directionOf(locale);
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    tagged: true,
    lang: locale,
    displayTitle: true,
    pdfVersion: "1.7",
    info: { Title: `${content.title} · ${content.running.replace(/[\u2066-\u2069]/g, "")}` },
    // The standard typefaces know Latin letters only, and would be loaded for nothing.
    font: null as unknown as string,
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.once("end", resolve);
    doc.once("error", reject);
  });
  const pen = await penFor(doc, textsOf(content), direction);
  const root = doc.struct("Document");
  doc.addStructure(root);
  let y = TOP;

  write(content);
  decoratePages();
  root.end();
  pen.finish();
  doc.end();
  await ended;
  return Buffer.concat(chunks);

  function write({ title, notice, place, facts, result, sections, link, record }: ReportContent) {
    if (notice) block("P", notice, STRONG, { colour: INK_SOFT, after: 8 });
    block("H1", title, { size: 22, bold: true }, { after: 6 });
    block("P", place.name, { size: 14, bold: true }, { after: 1 });
    if (place.address) block("P", place.address, BODY, { colour: INK_SOFT, after: 10 });
    for (const { label, value } of facts) fact(label, value);
    resultPanel(result);
    for (const { heading, parts } of sections) section(heading, parts);
    if (pen.hasUnprintable) block("P", content.unprintable, SMALL, { before: 8, colour: INK_SOFT });
    linkPanel(link, record);
  }

  /** The left end of something that begins `indent` from where the language begins. */
  function left(width: number, indent = 0): number {
    return direction === "rtl" ? PAGE.width - MARGIN - indent - width : MARGIN + indent;
  }

  function need(height: number): void {
    if (y + height <= PAGE.height - BOTTOM) return;
    doc.addPage({ size: "A4", margin: 0 });
    y = TOP;
  }

  /** Lines one under the other, each read as a part of its block. */
  function block(
    tag: string,
    text: string,
    style: PenStyle,
    options: {
      indent?: number;
      colour?: string;
      before?: number;
      after?: number;
      keep?: number;
    } = {},
  ): void {
    const { indent = 0, colour = INK, before = 0, after = 3, keep = 0 } = options;
    const lines = pen.wrap(text, style, WIDTH - indent);
    const step = style.size * LEADING;
    y += before;
    // A heading stays with what follows it, a paragraph's first line with its second.
    need(step * Math.min(2, lines.length) + keep);
    const element = doc.struct(tag);
    root.add(element);
    for (const line of lines) {
      need(step);
      const content = doc.markStructureContent(tag);
      line.draw(left(line.width, indent), y + style.size, colour);
      doc.endMarkedContent();
      element.add(content);
      y += step;
    }
    element.end();
    y += after;
  }

  function fact(label: string, value: string): void {
    const values = pen.wrap(value, BODY, WIDTH - LABEL_WIDTH);
    const labels = pen.wrap(label, BODY, LABEL_WIDTH - 8);
    const step = BODY.size * LEADING;
    const rows = Math.max(values.length, labels.length);
    need(step * rows);
    const element = doc.struct("P");
    root.add(element);
    const content = doc.markStructureContent("P");
    labels.forEach((line, i) => {
      line.draw(left(line.width), y + BODY.size + i * step, INK_SOFT);
    });
    values.forEach((line, i) => {
      line.draw(left(line.width, LABEL_WIDTH), y + BODY.size + i * step, INK);
    });
    doc.endMarkedContent();
    element.add(content);
    element.end();
    y += step * rows + 2;
  }

  function resultPanel({ standing, heading, outcome, status }: ReportContent["result"]): void {
    const top = y + 10;
    need(MARK + 40);
    y = Math.max(top, y);
    rule(y);
    y += 14;
    const start = y;
    const figure = doc.struct("Figure", { alt: outcome });
    root.add(figure);
    const content = doc.markStructureContent("Figure");
    drawMark(standing, left(MARK), start);
    doc.endMarkedContent();
    figure.add(content);
    figure.end();
    const indent = MARK + 18;
    block("P", heading, SMALL, { indent, colour: INK_SOFT, after: 0 });
    block("H2", outcome, { size: 18, bold: true }, { indent, after: 0 });
    block("P", status, BODY, { indent });
    y = Math.max(y, start + MARK + 6);
    y += 6;
    rule(y);
    y += 4;
  }

  function drawMark(standing: ReportContent["result"]["standing"], x: number, top: number): void {
    doc.save();
    doc.translate(x, top).scale(MARK / MARK_SIDE);
    for (const { tag, attributes: a } of markShapes(standing, { size: MARK })) {
      const { fill, stroke } = MARK_PAINT[a.class ?? ""] ?? {};
      if (tag === "circle") doc.circle(Number(a.cx), Number(a.cy), Number(a.r));
      else if (tag === "path") doc.path(String(a.d));
      else
        doc.roundedRect(Number(a.x), Number(a.y), Number(a.width), Number(a.height), Number(a.rx));
      doc
        .lineWidth(Number(a["stroke-width"] ?? 1))
        .lineCap("round")
        .lineJoin("round");
      const dashes = a["stroke-dasharray"];
      if (dashes) {
        const [length = 1, space = 1] = String(dashes).split(" ").map(Number);
        doc.lineCap("butt").dash(length, { space });
      } else doc.undash();
      if (fill && stroke) doc.fillAndStroke(fill, stroke);
      else if (fill) doc.fill(fill);
      else doc.stroke(stroke ?? INK);
    }
    doc.restore();
  }

  function section(heading: string, parts: readonly ReportPart[]): void {
    block("H2", heading, HEADING, { before: 12, after: 3, keep: 30 });
    for (const part of parts) {
      if ("number" in part) finding(part);
      else paragraph(part, 0);
    }
  }

  function finding({ number, text, details }: Extract<ReportPart, { number: string }>): void {
    block("P", `${number} ${text}`, STRONG, { after: 1 });
    for (const detail of details) paragraph(detail, INDENT);
    y += 5;
  }

  /** A number or dot in front of the next block, on its first line. */
  function beside(sign: string, style: PenStyle, room: number): void {
    need(room);
    const line = pen.line(sign, style);
    doc.markContent("Artifact", { type: "Layout" });
    line.draw(left(line.width), y + style.size, INK);
    doc.endMarkedContent();
  }

  function paragraph({ text, style }: ReportText, indent: number): void {
    const colour = style === "soft" ? INK_SOFT : INK;
    const pens = { plain: BODY, point: BODY, soft: SMALL, strong: STRONG };
    if (style === "point") {
      beside(DOT, BODY, BODY.size * LEADING * Math.min(2, lineCount(text)));
      block("P", text, BODY, { indent: indent + 12, colour, after: 1 });
    } else block("P", text, pens[style], { indent, colour, after: 2 });
  }

  function lineCount(text: string): number {
    return pen.wrap(text, BODY, WIDTH - 12).length;
  }

  function linkPanel({ label, url }: ReportContent["link"], record: readonly string[]): void {
    y += 12;
    need(QR + 24);
    rule(y);
    y += 12;
    const start = y;
    const x = left(QR);
    const figure = doc.struct("Figure", { alt: `${label}: ${url}` });
    root.add(figure);
    const content = doc.markStructureContent("Figure");
    drawCode(url, x, start);
    doc.endMarkedContent();
    figure.add(content);
    figure.end();
    doc.link(x, start, QR, QR, url);
    const indent = QR + 16;
    block("P", label, SMALL, { indent, colour: INK_SOFT, after: 0 });
    block("P", url, STRONG, { indent, after: 6 });
    for (const line of record) block("P", line, SMALL, { indent, colour: INK_SOFT, after: 1 });
    y = Math.max(y, start + QR);
  }

  function drawCode(url: string, x: number, top: number): void {
    const { size, data } = QRCode.create(url, { errorCorrectionLevel: "M" }).modules;
    const side = QR / size;
    doc.save();
    data.forEach((isDark, i) => {
      if (isDark) doc.rect(x + (i % size) * side, top + Math.floor(i / size) * side, side, side);
    });
    doc.fill("#000000");
    doc.restore();
  }

  function rule(at: number): void {
    doc.markContent("Artifact", { type: "Layout" });
    doc
      .moveTo(MARGIN, at)
      .lineTo(PAGE.width - MARGIN, at)
      .lineWidth(0.75)
      .stroke(HAIRLINE);
    doc.endMarkedContent();
  }

  /** What stands over each page but the first, and under all of them. */
  function decoratePages(): void {
    const { start, count } = doc.bufferedPageRange();
    for (let i = 0; i < count; i += 1) {
      doc.switchToPage(start + i);
      doc.markContent("Artifact", { type: "Pagination" });
      const number = pen.line(content.page(i + 1, count), SMALL);
      number.draw(
        direction === "rtl" ? MARGIN : PAGE.width - MARGIN - number.width,
        PAGE.height - 36,
        INK_SOFT,
      );
      if (i > 0) {
        const [running] = pen.wrap(content.running, SMALL, WIDTH);
        running?.draw(left(running.width), 40, INK_SOFT);
      }
      doc.endMarkedContent();
    }
  }
}

const DOT = "•";

/** Every text of a report with the weight it is written in. */
function textsOf(content: ReportContent): Wanted[] {
  const { title, running, notice, place, facts, result, sections, link, record } = content;
  const bold = [
    ...[title, notice ?? "", place.name, result.outcome, link.url],
    ...sections.flatMap(({ heading, parts }) => [
      heading,
      ...parts.flatMap((part) => ("number" in part ? [part.number, part.text] : [])),
    ]),
  ];
  const regular = [
    ...[running, place.address ?? "", result.heading, result.status, link.label, DOT],
    ...[content.unprintable, ...record],
    ...[content.page(1234, 5678), content.page(90, 90)],
    ...facts.flatMap(({ label, value }) => [label, value]),
  ];
  const paragraphs = sections.flatMap(({ parts }) =>
    parts.flatMap((part) => ("number" in part ? part.details : [part])),
  );
  return [
    ...bold.map((text) => ({ text, bold: true })),
    ...regular.map((text) => ({ text, bold: false })),
    ...paragraphs.map(({ text, style }) => ({ text, bold: style === "strong" })),
  ];
}
