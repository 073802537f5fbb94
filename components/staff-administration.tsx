import { useTranslations } from "next-intl";
import type { AdministrationProps } from "@/components/administration-page";
import { FormField } from "@/components/form-field";
import { ManagedForm } from "@/components/managed-list";
import { SelectField } from "@/components/select-field";
import { STAFF_ROLES } from "@/core/administration";
import { formatDate, isolated } from "@/core/format";

const ACTION = "/office/administration/staff";

/** Who works for an authority and as what. */
export function StaffAdministration({
  authority,
  staff,
  userId,
  may,
  typed,
  locale,
}: AdministrationProps) {
  const t = useTranslations("administration");
  const role = useTranslations("identity.role");
  const before = typed(ACTION);
  return (
    <>
      <p className="measure mb-3">{t("staffText")}</p>
      <ul>
        {staff.map(({ membershipId, userId: who, name, email, role: held, grantedAt }) => (
          <li
            key={membershipId}
            className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-1"
          >
            <span className="min-w-0 grow">
              <strong className="font-semibold">
                <bdi>{name}</bdi>
              </strong>{" "}
              <span className="text-soft" dir="ltr">
                {email}
              </span>
              <br />
              {role(held)}{" "}
              <span className="text-soft">
                {t("since", { date: formatDate(locale, grantedAt.toISOString().slice(0, 10)) })}
              </span>
            </span>
            {may.staff && (
              <details>
                <summary
                  className="control arrow"
                  aria-label={t("endRoleOf", { role: role(held), name })}
                >
                  {t("endRole")}
                </summary>
                <form method="post" action={ACTION} className="measure grid gap-2 py-2">
                  <input type="hidden" name="membershipId" value={membershipId} />
                  <p>{t("endSure", { name: isolated(locale, name) })}</p>
                  {who === userId && (
                    <label className="control h-auto py-2">
                      <input
                        type="checkbox"
                        name="sure"
                        value="1"
                        required
                        className="size-5 flex-none accent-accent"
                      />
                      {t("endOwn")}
                    </label>
                  )}
                  <button
                    type="submit"
                    name="change"
                    value="end"
                    className="control justify-self-start"
                    aria-label={t("endRoleOf", { role: role(held), name })}
                  >
                    {t("endNow")}
                  </button>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
      {may.staff && (
        <ManagedForm
          action={ACTION}
          fields={{ authorityId: authority.id }}
          title={t("addStaff")}
          submit={t("give")}
          change="give"
          isOpen={before.email !== undefined}
        >
          <FormField
            id="staff-email"
            name="email"
            type="email"
            label={t("email")}
            maxLength={300}
            defaultValue={before.email}
            required
          />
          <FormField
            id="staff-name"
            name="name"
            label={t("personName")}
            hint={t("personNameHint")}
            maxLength={200}
            defaultValue={before.name}
          />
          <SelectField
            id="staff-role"
            name="role"
            label={t("role")}
            value={before.role}
            choices={STAFF_ROLES.map((one) => ({ value: one, text: role(one) }))}
          />
        </ManagedForm>
      )}
    </>
  );
}
