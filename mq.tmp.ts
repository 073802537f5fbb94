import { measureQueries } from "@/bench/queries";
await measureQueries(process.argv[2]!, Number(process.argv[3]));
