// Documents are set by the server in the typeface of the pages: give it two weights and the licence.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const from = join(root, "node_modules/pretendard/dist");
const to = join(root, "dist/fonts");
mkdirSync(to, { recursive: true });
for (const name of ["Pretendard-Regular.otf", "Pretendard-Bold.otf"]) {
  copyFileSync(join(from, "public/static", name), join(to, name));
}
copyFileSync(join(from, "LICENSE.txt"), join(to, "LICENSE.txt"));
