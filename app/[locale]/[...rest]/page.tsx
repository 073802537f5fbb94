import { notFound } from "next/navigation";

/** Any address that no other page knows, so that it gets our page for that. */
export default function UnknownPage(): never {
  notFound();
}
