// Keep package-lock.json free of addresses: hashes prove the packages, hosts are the installer's
// business. Run after every `npm install`.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved;
  delete entry.funding;
  if (typeof entry.deprecated === "string" && entry.deprecated.includes("http")) {
    delete entry.deprecated;
  }
}
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
