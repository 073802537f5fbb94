import type { Metadata } from "next";
import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";

/** A picture with its words. */
interface Picture {
  url: string;
  alt: string;
}

/** What other places show of a link to a page: its title, its words and a picture in its language. */
export function linkPreview(
  siteName: string,
  page: { title: string; description: string; picture: Picture },
): Pick<Metadata, "openGraph" | "twitter"> {
  const { title, description, picture } = page;
  const about = { title, description };
  const images = [{ ...picture, width: 1200, height: 630, type: "image/png" }];
  return {
    openGraph: { siteName, type: "website", ...about, images },
    twitter: { card: "summary_large_image", ...about, images },
  };
}

/** The picture of the board, for every page that has none of its own. */
export function boardPicture(locale: Locale, alt: string): Picture {
  return { url: `/pictures/${locale}/board.png`, alt };
}

/** The picture of one site; `alt` says what it shows. */
export function sitePicture(locale: Locale, id: string, alt: string): Picture {
  return { url: `/pictures/${locale}/sites/${formatPublicId(id)}.png`, alt };
}
