import { useTranslations } from "next-intl";
import type { AdministrationProps } from "@/components/administration-page";
import { FormField } from "@/components/form-field";
import { ManagedForm } from "@/components/managed-list";
import { MemberRow } from "@/components/member-row";
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
          <MemberRow
            key={membershipId}
            name={name}
            email={email}
            ending={
              may.staff && {
                action: ACTION,
                membershipId,
                word: t("endRole"),
                label: t("endRoleOf", { role: role(held), name }),
                text: t("endSure", { name: isolated(locale, name) }),
                consent: who === userId && (
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
                ),
                submit: t("endNow"),
              }
            }
          >
            {role(held)}{" "}
            <span className="text-soft">
              {t("since", { date: formatDate(locale, grantedAt.toISOString().slice(0, 10)) })}
            </span>
          </MemberRow>
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
