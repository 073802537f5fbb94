import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "@/components/mark";
import { COLOURS, UNRATED_STATES } from "@/core/standing";

/** Every mark with what it means. */
export function MarkLegend() {
  const t = useTranslations("data");
  const state = useTranslations("state");
  return (
    <>
      <p className="measure mb-4">{t("marksIntro")}</p>
      <ul className="grid gap-3 md:grid-cols-2 md:gap-x-12">
        {COLOURS.map((colour) => (
          <Entry key={colour} mark={<Mark standing={colour} size={48} />} text={t(colour)} />
        ))}
        <Entry mark={<Mark standing="green" size={48} stale />} text={t("stale")} />
      </ul>
      <p className="measure mt-6 mb-4">{t("unratedIntro")}</p>
      <ul className="grid gap-3 sm:grid-cols-2 wide:grid-cols-4">
        {UNRATED_STATES.map((one) => (
          <Entry key={one} mark={<Mark standing={one} size={32} />} text={state(one)} />
        ))}
      </ul>
    </>
  );
}

function Entry({ mark, text }: { mark: ReactNode; text: string }) {
  return (
    <li className="flex items-center gap-4">
      {mark}
      {text}
    </li>
  );
}
