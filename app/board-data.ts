import { cache } from "react";
import { readDatabase } from "@/db/client";
import { listAuthorities } from "@/db/queries/list-authorities";
import { listSchemes } from "@/db/queries/list-schemes";

/** Every authority, asked for once a request however many parts of the page need them. */
export const allAuthorities = cache(() => listAuthorities(readDatabase()));

/** Every scheme, asked for once a request. */
export const allSchemes = cache(() => listSchemes(readDatabase()));
