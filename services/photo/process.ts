import { readFile } from "node:fs/promises";
import { answerOrders } from "@/services/helper-process";
import { type ReadPhoto, readPhoto } from "@/services/photo/read-photo";

answerOrders<string, ReadPhoto>(async (path) => readPhoto(await readFile(path)));
