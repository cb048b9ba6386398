// Write typed documents for every operation in src: the client preset without its command line
// tool, whose dependencies are ten times as many.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildSchema, parse } from "graphql";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = "src/shared/graphql/generated/";
const schemaText = readFileSync(join(root, "schema.graphql"), "utf8");
const schema = buildSchema(schemaText);

const documents = readdirSync(join(root, "src"), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => {
    const rawSDL = readFileSync(join(root, "src", name), "utf8");
    return { location: relative(root, join(root, "src", name)), rawSDL, document: parse(rawSDL) };
  });

const files = await preset.buildGeneratesSection({
  baseOutputDir: out,
  schema: parse(schemaText),
  schemaAst: schema,
  documents,
  config: {
    documentMode: "string",
    enumsAsTypes: true,
    useTypeImports: true,
    strictScalars: true,
    scalars: { BigInt: "string", Date: "string", DateTime: "string" },
  },
  presetConfig: { fragmentMasking: false },
  pluginMap: {},
  plugins: [],
  profiler: { run: (task) => task(), collect: () => [] },
});

for (const file of files) {
  const target = join(root, file.filename);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, await codegen(file));
}
console.log(`codegen: ${documents.length} documents, ${files.length} files`);
