// Prints what podcast-partytime reads of a feed, as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

process.env.LOG_LEVEL = "silent";
const { parseFeed } = createRequire(import.meta.url)("podcast-partytime");
console.log(JSON.stringify(parseFeed(readFileSync(process.argv[2], "utf8"))));
