"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { fill, type PluralForms, pluralOf } from "@/components/map-labels";
import { Mark } from "@/components/mark";
import {
  isEnoughToSuggest,
  type SuggestedBusiness,
  useSuggestions,
} from "@/components/search-suggestions";
import { entityUrl } from "@/core/entity";
import type { Suggestion } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { siteUrl } from "@/core/site-url";
import type { Domain, Standing } from "@/core/standing";

interface SearchLabels {
  /** Name of the list: "Suggestions". */
  suggestions: string;
  /** "{count} suggestions", announced. */
  found: PluralForms;
  /** Announced where there are none. */
  none: string;
  /** "formerly {name}" */
  formerly: string;
  /** "Nothing was found for “{from}”. These are the results for “{to}”." */
  corrected: string;
  /** Over those among the suggestions that are businesses. */
  businesses: string;
  standings: Record<Standing, string>;
}

interface SearchBoxProps {
  locale: Locale;
  domain: Domain;
  near: { lat: number; lon: number } | null;
  /** What the page was asked for. */
  value: string;
  /** For a `<label>` of the page. */
  id?: string;
  /** Where the page shows no label. */
  label?: string;
  placeholder?: string;
  className?: string;
  labels: SearchLabels;
}

/**
 * The search field of a form, with suggestions once scripts run. The input is the browser's own
 * and never replaced, so that nothing typed or being composed is lost; react-aria's combobox owns
 * the text and keeps Enter from sending the form, which a search must not.
 */
export function SearchBox(props: SearchBoxProps) {
  const { locale, value, labels } = props;
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const listId = useId();
  const [ready, setReady] = useState(false);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [said, setSaid] = useState("");
  const { answer, ask, forget } = useSuggestions(
    props.domain,
    props.near,
    ({ items, businesses }) => {
      const count = items.length + businesses.length;
      setActive(-1);
      setOpen(count > 0 && document.activeElement === input.current);
      setSaid(count > 0 ? pluralOf(locale, labels.found, count) : labels.none);
    },
  );
  const { items, businesses, corrected } = answer;
  const paths = [
    ...items.map((item) => siteUrl(locale, item)),
    ...businesses.map((business) => entityUrl(locale, business)),
  ];
  const isOpen = open && paths.length > 0;

  useEffect(() => setReady(true), []);
  useEffect(() => {
    // Back, or a filter taken away: the page says what is searched for now.
    if (input.current && document.activeElement !== input.current) input.current.value = value;
  }, [value]);
  useEffect(() => {
    document.getElementById(optionId(listId, active))?.scrollIntoView({ block: "nearest" });
  }, [active, listId]);

  const typed = (text: string) => {
    setSaid("");
    if (!isEnoughToSuggest(text.trim())) setOpen(false);
    void ask(text);
  };
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const leave = () => {
    close();
    forget();
  };
  const steer = (event: KeyboardEvent<HTMLInputElement>) => {
    // Keys that choose among the candidates of an input method are not ours.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const chosen = isOpen ? paths[active] : undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (paths.length === 0) return;
      event.preventDefault();
      setOpen(true);
      setActive(step(isOpen ? active : -1, event.key === "ArrowDown" ? 1 : -1, paths.length));
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      if (chosen) {
        event.preventDefault();
        router.push(chosen);
      }
      leave();
    }
  };

  return (
    <div className="relative grow">
      <input
        ref={input}
        type="search"
        name="q"
        id={props.id}
        aria-label={props.label}
        placeholder={props.placeholder}
        defaultValue={value}
        maxLength={200}
        className={props.className ?? "control w-full cursor-text"}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        dir="auto"
        {...(ready && {
          role: "combobox",
          "aria-autocomplete": "list" as const,
          "aria-expanded": isOpen,
          "aria-controls": listId,
          "aria-activedescendant": isOpen && active >= 0 ? optionId(listId, active) : undefined,
        })}
        onInput={(event) => {
          if (!composing.current) typed(event.currentTarget.value);
        }}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          typed(event.currentTarget.value);
        }}
        onKeyDown={steer}
        onBlur={leave}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={labels.suggestions}
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-30 mt-1 max-h-[min(60svh,32rem)] overflow-y-auto overscroll-contain rounded border border-edge bg-paper shadow-[0_4px_16px_oklch(0_0_0/0.12)]"
      >
        {isOpen && corrected[0] && (
          <p role="presentation" className="border-b border-hairline px-3 py-2 text-sm text-soft">
            {fill(labels.corrected, corrected[0])}
          </p>
        )}
        {isOpen &&
          items.map((item, i) => (
            <Option
              key={item.id}
              id={optionId(listId, i)}
              href={siteUrl(locale, item)}
              isActive={i === active}
              onPoint={() => setActive(i)}
            >
              <SitePart item={item} labels={labels} />
            </Option>
          ))}
        {isOpen && businesses.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a list of options has no fieldset
          <div role="group" aria-label={labels.businesses}>
            <p
              role="presentation"
              className="border-hairline border-t px-3 pt-2 text-sm text-soft first:border-t-0"
            >
              {labels.businesses}
            </p>
            {businesses.map((business, i) => (
              <Option
                key={`${business.scheme} ${business.number}`}
                id={optionId(listId, items.length + i)}
                href={entityUrl(locale, business)}
                isActive={items.length + i === active}
                onPoint={() => setActive(items.length + i)}
              >
                <BusinessPart {...business} />
              </Option>
            ))}
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** Through the options and, between the last and the first, back to what was typed. */
function step(from: number, by: 1 | -1, count: number): number {
  return ((from + 1 + by + count + 1) % (count + 1)) - 1;
}

function Option({
  id,
  href,
  isActive,
  onPoint,
  children,
}: {
  id: string;
  href: string;
  isActive: boolean;
  onPoint: () => void;
  children: ReactNode;
}) {
  return (
    <a
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      href={href}
      className={`flex min-h-11 items-center gap-3 px-3 py-2 text-ink no-underline ${isActive ? "bg-accent-wash" : ""}`}
      onPointerMove={onPoint}
      // The field keeps the focus: leaving it would close the list before the click.
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </a>
  );
}

function SitePart({ item, labels }: { item: Suggestion; labels: SearchLabels }) {
  return (
    <>
      <Mark standing={item.standing} size={22} title={labels.standings[item.standing]} />
      <span className="min-w-0">
        <span className="block font-medium">
          <bdi lang={item.language}>{item.name}</bdi>
        </span>
        {(item.place || item.formerName) && (
          <span className="block text-sm text-soft">
            {item.formerName && <bdi>{fill(labels.formerly, { name: item.formerName })}</bdi>}
            {item.formerName && item.place && " · "}
            {item.place && <bdi>{item.place}</bdi>}
          </span>
        )}
      </span>
    </>
  );
}

function BusinessPart({ name, number, language }: SuggestedBusiness) {
  return (
    <span className="min-w-0 ps-8.5">
      <span className="block font-medium">
        <bdi lang={name ? (language ?? undefined) : undefined}>{name ?? number}</bdi>
      </span>
      {name && (
        <span className="block text-sm text-soft">
          <bdi className="tabular-nums">{number}</bdi>
        </span>
      )}
    </span>
  );
}
