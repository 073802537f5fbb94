import { createCanvas } from "@napi-rs/canvas";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface PdfPage {
  text: string;
  png: Buffer;
  /** RGBA. */
  pixels: Uint8ClampedArray;
  width: number;
  height: number;
}

/** The pages of a PDF as a reader sees them, and the text that can be searched in them. */
export async function readPdf(bytes: Buffer, scale = 1): Promise<PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: PdfPage[] = [];
  for (let i = 1; i <= pdf.numPages; i += 1) {
    const page = await pdf.getPage(i);
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(viewport.width, viewport.height);
    const context = canvas.getContext("2d");
    await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    pages.push({
      text: text.join(""),
      png: canvas.toBuffer("image/png"),
      pixels: data,
      width: canvas.width,
      height: canvas.height,
    });
  }
  await task.destroy();
  return pages;
}
