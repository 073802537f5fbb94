import type { IsoDate } from "@/core/import-row";

/**
 * A calendar date from `YYYY-MM-DD`, `YYYYMMDD`, `DDMMYYYY`, `MM/DD/YYYY` (with or without a
 * time behind it), or null for what is no date or stands for none (1900-01-01, 1901-01-01).
 */
export function readDate(
  text: string | undefined,
  order: "ymd" | "dmy" | "mdy" = "ymd",
): IsoDate | null {
  const digits =
    text
      ?.trim()
      .replace(/[T ].*$/, "")
      .replace(/[-/.]/g, "") ?? "";
  if (!/^\d{8}$/.test(digits)) return null;
  const at = (from: number, length: number) => digits.slice(from, from + length);
  const [year, month, day] =
    order === "ymd"
      ? [at(0, 4), at(4, 2), at(6, 2)]
      : order === "dmy"
        ? [at(4, 4), at(2, 2), at(0, 2)]
        : [at(4, 4), at(0, 2), at(2, 2)];
  const iso = `${year}-${month}-${day}`;
  // What is no day of the calendar comes out as another day, or as none.
  const date = new Date(`${iso}T00:00:00Z`);
  if (date.getUTCDate() !== Number(day)) return null;
  return Number(year) < 1950 ? null : iso;
}

/** Degrees from two numbers as text; null where there are none, invalid also for zeros as none. */
export function readCoordinates(
  latitude: string | undefined,
  longitude: string | undefined,
): { lat: number; lon: number } | null | "invalid" {
  if (!latitude?.trim() || !longitude?.trim()) return null;
  const lat = Number(latitude);
  const lon = Number(longitude);
  const valid = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && lat !== 0;
  return valid ? { lat, lon } : "invalid";
}

/** A web address as published, or null where it is none that is safe to link to. */
export function readWebAddress(text: string | undefined): string | null {
  const address = text?.trim() ?? "";
  const isWeb = /^https?:/i.test(address) && URL.canParse(address);
  return isWeb ? address : null;
}

/** A URL part made of the letters and digits of a text, such as `us-chicago-cdph`. */
export function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
