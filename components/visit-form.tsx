"use client";
import "./visit-form.css";
import { useTranslations } from "next-intl";
import {
  type KeyboardEvent,
  type ReactNode,
  type SubmitEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { FormNotice } from "@/components/form-notice";
import { forgetCopy, keepCopy, readCopy } from "@/components/visit-form-copy";
import {
  focusUntouched,
  keepOut,
  markByKey,
  setNow,
  showDraft,
  showProgress,
  startToday,
  takeSentence,
} from "@/components/visit-form-dom";
import { dropPhoto, sendPhotos } from "@/components/visit-form-photos";
import { takePosition } from "@/components/visit-form-position";
import { VisitMissing } from "@/components/visit-missing";
import { VisitPreview } from "@/components/visit-preview";
import { VisitUnread } from "@/components/visit-unread";
import { flawPhrase } from "@/core/flaw-phrase";
import { formatClock, formatList, isolated, labelled } from "@/core/format";
import type { Locale } from "@/core/locale";
import { type Missing, previewVisit } from "@/core/preview-visit";
import type { Scheme } from "@/core/scheme";
import { type DraftFlaw, parseDraft, salvageDraft, type VisitDraft } from "@/core/visit-draft";
import { draftOfForm, FIELD } from "@/core/visit-form";

/** What is typed is saved once nothing more has been typed for so long. */
const PAUSE_MS = 700;

type Saving =
  | { state: "as-read" | "saving" | "here-only" | "elsewhere" | "signed-out" }
  | { state: "saved"; at: Date };

/** What the form holds, as far as it can be read. */
interface Read {
  draft: VisitDraft;
  flaws: DraftFlaw[];
}

/**
 * The form of a visit once scripts run: rated while it is filled in, by the engine that decides on
 * the server, saved there as it is typed and, until that has worked, on the device. Its fields are
 * the browser's own; without scripts it is sent whole.
 */
export function VisitForm({
  visit,
  today,
  locale,
  children,
}: {
  visit: {
    id: string;
    revision: number;
    scheme: Scheme;
    draft: VisitDraft;
    site: { name: string; language: string };
  };
  today: string;
  locale: Locale;
  children: ReactNode;
}) {
  const { id, scheme } = visit;
  const t = useTranslations("visit");
  const form = useRef<HTMLFormElement>(null);
  const revision = useRef(visit.revision);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [draft, setDraft] = useState(visit.draft);
  const [saving, setSaving] = useState<Saving>({ state: "as-read" });
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [refusal, setRefusal] = useState("");
  const [flaws, setFlaws] = useState<readonly DraftFlaw[]>([]);
  const [unread, setUnread] = useState<readonly DraftFlaw[]>([]);
  const preview = previewVisit(draft, scheme, today);

  const begin = useEffectEvent(() => {
    // The server's day may be the inspector's yesterday or tomorrow.
    if (form.current && revision.current === 1) startToday(form.current);
    const copy = readCopy(id);
    if (!form.current || !copy || copy.revision !== revision.current) return;
    showDraft(form.current, copy.entries);
    typed();
  });
  useEffect(() => begin(), []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const anywhere = (event: globalThis.KeyboardEvent) => {
      if (event.target === document.body && event.key === "n" && form.current) {
        focusUntouched(form.current);
      }
    };
    document.addEventListener("keydown", anywhere);
    return () => document.removeEventListener("keydown", anywhere);
  }, []);
  useEffect(() => {
    if (missing.length > 0) document.getElementById("missing")?.focus();
  }, [missing]);
  useEffect(() => {
    if (unread.length > 0) document.getElementById("unread")?.focus();
  }, [unread]);

  function read(): Read | null {
    if (!form.current) return null;
    const given = draftOfForm(entriesOf(form.current), scheme);
    const parsed = parseDraft(given);
    const found = parsed.ok ? [] : parsed.flaws;
    const now = parsed.ok ? parsed.draft : salvageDraft(given, found);
    setFlaws(found);
    if (!now) return null;
    setDraft(now);
    showProgress(form.current, now, scheme);
    return { draft: now, flaws: found };
  }

  function typed() {
    clearTimeout(timer.current);
    const now = read();
    if (form.current)
      keepCopy(id, { revision: revision.current, entries: entriesOf(form.current) });
    if (now) timer.current = setTimeout(() => void save(now), PAUSE_MS);
  }

  /** One saving after the other, each upon the revision of the last. */
  function save({ draft: document, flaws: left }: Read): Promise<void> {
    const next = queue.current.then(async () => {
      setSaving({ state: "saving" });
      const answer = await send(`/office/visits/${id}`, "PUT", {
        document,
        revision: revision.current,
      });
      if (answer?.ok) {
        revision.current = answer.body.revision ?? revision.current;
        if (left.length === 0) forgetCopy(id);
        else if (form.current) {
          // What could not be read is on the device only.
          keepCopy(id, { revision: revision.current, entries: entriesOf(form.current) });
        }
        setSaving({ state: "saved", at: new Date() });
      } else {
        setSaving({ state: failureOf(answer) });
      }
    });
    queue.current = next;
    return next;
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    clearTimeout(timer.current);
    const intent = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    if (intent !== "submit") return saveAnd(intent);
    setRefusal("");
    setMissing([]);
    const now = read();
    setUnread(now?.flaws ?? []);
    if (!now) return;
    await save(now);
    if (now.flaws.length > 0) return;
    const answer = await send(`/office/visits/${id}`, "POST", {
      document: now.draft,
      revision: revision.current,
      locale,
    });
    if (answer?.ok && answer.body.url) {
      forgetCopy(id);
      location.assign(answer.body.url);
      return;
    }
    setMissing(answer?.body.missing ?? []);
    if (!answer?.body.missing) setRefusal(answer?.body.detail ?? t("notSent"));
  }

  /** With room for more findings once the page is read anew. */
  async function saveAnd(intent: string | undefined) {
    const now = read();
    if (now) await save(now);
    if (intent === "more") location.reload();
  }

  function changed({ target }: { target: EventTarget }) {
    if (target instanceof HTMLSelectElement && target.name.startsWith("library.")) {
      takeSentence(target);
      typed();
    }
    const isBox = target instanceof HTMLInputElement && target.type === "checkbox";
    if (isBox && isPhoto(target.name) && !target.checked) {
      void dropPhoto(id, target).then(typed);
    }
    if (target instanceof HTMLInputElement && target.type === "file" && target.files?.length) {
      const words = {
        sending: (names: readonly string[]) => t("photoSending", { names: namesOf(names) }),
        kept: (names: readonly string[]) => t("photoSent", { names: namesOf(names) }),
        failed: t("photoFailed"),
        label: t("photoKept"),
        refused: (name: string, reason: string) => labelled(locale, isolated(locale, name), reason),
      };
      void sendPhotos(id, target, words).then(typed);
    }
  }

  function namesOf(files: readonly string[]): string {
    return formatList(
      locale,
      files.map((name) => isolated(locale, name)),
    );
  }

  function clicked({ target }: { target: EventTarget }) {
    if (keepOut(target as HTMLElement)) typed();
    const button = (target as HTMLElement).closest<HTMLElement>("[data-locate], [data-now]");
    if (!button || !form.current) return;
    if (button.dataset.now) {
      setNow(form.current, button.dataset.now);
      typed();
      return;
    }
    const words = { kept: t("positionKept"), failed: t("positionFailed") };
    void takePosition(form.current, button, words).then(typed);
  }

  function pressed(event: KeyboardEvent<HTMLFormElement>) {
    if (form.current && markByKey(form.current, event)) typed();
  }

  return (
    <form
      ref={form}
      action={`/office/visits/${id}`}
      method="post"
      encType="multipart/form-data"
      onInput={typed}
      onKeyDown={pressed}
      onChange={changed}
      onClick={clicked}
      onSubmit={submit}
      noValidate
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="revision" value={visit.revision} />
      {/* What the Enter key presses in a field: it saves, and never submits. */}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1}>
        {t("save")}
      </button>
      <div className="visit-top no-print needs-script border-hairline border-b py-1">
        <VisitPreview {...{ preview, draft, scheme, locale }} place={visit.site} />
      </div>
      {unread.length > 0 && <VisitUnread flaws={unread} {...{ scheme, locale }} />}
      {missing.length > 0 && <VisitMissing {...{ missing, scheme, locale }} />}
      {refusal && (
        <div className="mt-4">
          <FormNotice tone="refused">{refusal}</FormNotice>
        </div>
      )}
      {children}
      <div className="visit-bottom no-print mt-8 flex flex-wrap items-center gap-x-4 gap-y-1 border-hairline border-t py-2">
        <button type="submit" name="intent" value="submit" className="control control-primary">
          {t("submit")}
        </button>
        <button
          type="button"
          className="control needs-script"
          aria-keyshortcuts="n"
          onClick={() => form.current && focusUntouched(form.current)}
        >
          {t("next")}
        </button>
        <button type="submit" name="intent" value="save" className="control needs-no-script">
          {t("save")}
        </button>
        <p role="status" className="needs-script min-w-0 grow text-soft text-sm">
          {said()}
        </p>
      </div>
    </form>
  );

  function said(): string {
    const [flaw] = flaws;
    const saved =
      saving.state === "saved"
        ? t("saved", { time: formatClock(locale, saving.at) })
        : t(saving.state);
    if (!flaw) return saved;
    return `${t("unreadable", { what: flawPhrase(flaw, { scheme, locale, t }) })} ${saved}`;
  }
}

/** What the form holds, without what only its scripts use. */
function entriesOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && !/^(library\.|upload\.|locale$|revision$)/.test(entry[0]),
  );
}

interface Answer {
  ok: boolean;
  status: number;
  body: { revision?: number; url?: string; missing?: Missing[]; detail?: string };
}

/** Null where nothing answered at all. */
async function send(url: string, method: "PUT" | "POST", content: unknown): Promise<Answer | null> {
  try {
    const response = await fetch(url, {
      method,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(content),
    });
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return {
      ok: response.ok,
      status: response.status,
      body: isJson ? await response.json() : {},
    };
  } catch {
    return null;
  }
}

function failureOf(answer: Answer | null): "here-only" | "elsewhere" | "signed-out" {
  if (answer?.status === 409) return "elsewhere";
  return answer?.status === 401 ? "signed-out" : "here-only";
}

function isPhoto(name: string): boolean {
  return name === FIELD.photo || name.endsWith(`.${FIELD.photo}`);
}
