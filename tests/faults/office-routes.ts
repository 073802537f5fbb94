import { ACCOUNT_ROUTES } from "@/tests/faults/office-routes/account";
import { ADMINISTRATION_ROUTES } from "@/tests/faults/office-routes/administration";
import { BUSINESS_ROUTES } from "@/tests/faults/office-routes/business";
import { PLACE_ROUTES } from "@/tests/faults/office-routes/places";
import { PUBLIC_ROUTES } from "@/tests/faults/office-routes/public";
import { REGISTER_ROUTES } from "@/tests/faults/office-routes/registers";
import type { Routes } from "@/tests/faults/office-routes/route-case";
import { TAX_ROUTES } from "@/tests/faults/office-routes/tax";
import { VISIT_ROUTES } from "@/tests/faults/office-routes/visits";

/** Every page and handler with what each may be asked. */
export const OFFICE_ROUTES: Routes = {
  ...PUBLIC_ROUTES,
  ...ACCOUNT_ROUTES,
  ...PLACE_ROUTES,
  ...VISIT_ROUTES,
  ...BUSINESS_ROUTES,
  ...TAX_ROUTES,
  ...ADMINISTRATION_ROUTES,
  ...REGISTER_ROUTES,
};
