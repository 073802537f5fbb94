import type { RegisterFormat } from "@/importers/register-format";
import { registers } from "@/importers/registers";
import { sat69b } from "@/importers/sat69b";

/** The formats of registers that can be imported, by id. */
export const REGISTER_FORMATS: Readonly<Record<string, RegisterFormat>> = { registers, sat69b };
