import { z } from "zod";

/** A day as somebody sends it: one that the calendar has, and within what is kept and planned. */
export const dayField = z.iso
  .date()
  .refine((day) => day >= "1900" && day < "2200", "lies too far from today");
