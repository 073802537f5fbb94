import { useLocale } from "next-intl";
import { NotFoundPage } from "@/components/not-found-page";

export default function NotFound() {
  return <NotFoundPage locale={useLocale()} />;
}
