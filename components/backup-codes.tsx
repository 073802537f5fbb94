import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copy-button";
import { FormPage } from "@/components/form-page";

/** New backup codes, shown this once; null where they have been seen already. */
export function BackupCodes({ codes, next }: { codes: readonly string[] | null; next: string }) {
  const t = useTranslations("identity");
  return (
    <FormPage title={t("backup.title")} intro={t(codes ? "backup.intro" : "backup.seen")}>
      {codes && (
        <div>
          <ul
            className="grid grid-cols-2 gap-x-6 gap-y-2 rounded border border-hairline p-4 font-mono"
            dir="ltr"
          >
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <CopyButton
            text={codes.join("\n")}
            labels={{
              copy: t("backup.copy"),
              copied: t("backup.copied"),
              failed: t("backup.copyFailed"),
            }}
          />
        </div>
      )}
      <a className="control control-primary justify-center" href={next}>
        {t(codes ? "backup.kept" : "backup.goOn")}
      </a>
    </FormPage>
  );
}
