// Write typed documents for every operation in src: the client preset without its command line
// tool, whose dependencies are ten times as many.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

function write(name, text) {
  const target = join(root, name);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** Name what the generator calls each operation and fragment of a file. */
function exportsOf({ document }) {
  return document.definitions.map(({ kind, name }) =>
    kind === "FragmentDefinition" ? `${name.value}FragmentDoc` : `${name.value}Document`,
  );
}

/**
 * Part the documents by the file that they come from, so that a page loads its own alone.
 *
 * In one module they would all come with the first page, every query of the application.
 */
function parted(text) {
  const at = text.indexOf("export class TypedDocumentString");
  const [typedClass, ...blocks] = text.slice(at).split(/^(?=export const )/m);
  const byName = new Map(blocks.map((block) => [/^export const (\w+)/.exec(block)[1], block]));
  const parts = documents.map((each, place) => {
    const own = exportsOf(each).map((name) => byName.get(name));
    const code = own.join("").replaceAll("= new Typed", "= /*#__PURE__*/ new Typed");
    const head =
      'import type * as Types from "../types";\nimport { TypedDocumentString } from "../typed";\n';
    const typed = code.replace(
      /TypedDocumentString<(\w+), (\w+)>/g,
      (_, result, variables) =>
        `TypedDocumentString<Types.${result}, ${variables === "unknown" ? variables : `Types.${variables}`}>`,
    );
    return { name: `part${place}`, code: head + typed };
  });
  const count = parts.reduce((sum, { code }) => sum + code.split("\nexport const ").length - 1, 0);
  if (count !== byName.size) throw new Error(`${byName.size} documents, but ${count} in parts`);
  const links = parts.map(({ name }) => `export * from "./documents/${name}";\n`).join("");
  const imported = /^import .*DocumentTypeDecoration.*$/m.exec(text)[0];
  const types = text.slice(0, at).replace(imported, "");
  const main = `export type * from "./types";\nexport { TypedDocumentString } from "./typed";\n${links}`;
  return { main, types, typed: `${imported}\n${typedClass}`, parts };
}

for (const file of files) {
  const text = await codegen(file);
  if (!file.filename.endsWith("graphql.ts")) {
    write(file.filename, text);
    continue;
  }
  const { main, types, typed, parts } = parted(text);
  for (const { name, code } of parts) write(`${out}documents/${name}.ts`, code);
  for (const name of readdirSync(join(root, out, "documents"))) {
    if (!parts.some((part) => `${part.name}.ts` === name))
      rmSync(join(root, out, "documents", name));
  }
  write(`${out}types.ts`, types);
  write(`${out}typed.ts`, typed);
  write(file.filename, main);
}
console.log(`codegen: ${documents.length} documents, ${files.length} files`);
