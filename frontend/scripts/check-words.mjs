// Refuse a build in which one language lacks a word, a place for a value, or has an empty text.
import { readdirSync, readFileSync } from "node:fs";

const base = new URL("../src/shared/i18n/", import.meta.url);
const LANGUAGES = ["ko", "en"];
const PLURALS = /_(zero|one|two|few|many|other)$/;
const AVOIDED = ["비식별", "공개", "조정", "허락", "추정"];

function flatten(value, path, into) {
  for (const [key, inner] of Object.entries(value)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof inner === "string") into.set(here, inner);
    else flatten(inner, here, into);
  }
  return into;
}

function read(language, file) {
  return flatten(
    JSON.parse(readFileSync(new URL(`${language}/${file}`, base), "utf8")),
    "",
    new Map(),
  );
}

// Languages have different plural forms; a word has to be there in at least one.
const names = (words) => new Set([...words.keys()].map((key) => key.replace(PLURALS, "")));
const places = (text) =>
  [...text.matchAll(/{{\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join();

const troubles = [];
const filesOf = (language) =>
  readdirSync(new URL(language, base)).filter((name) => name.endsWith(".json"));
const files = new Set(LANGUAGES.flatMap(filesOf));
let count = 0;
for (const file of files) {
  for (const language of LANGUAGES) {
    if (!filesOf(language).includes(file)) troubles.push(`${language}/${file} is missing`);
  }
  if (troubles.length > 0) continue;
  const [ko, en] = LANGUAGES.map((language) => read(language, file));
  for (const key of names(en)) if (!names(ko).has(key)) troubles.push(`ko/${file} lacks ${key}`);
  for (const key of names(ko)) if (!names(en).has(key)) troubles.push(`en/${file} lacks ${key}`);
  for (const [key, text] of [...ko, ...en])
    if (text.trim() === "") troubles.push(`${file} ${key} is empty`);
  for (const [key, text] of en) {
    const other = ko.get(key);
    if (other !== undefined && places(other) !== places(text)) {
      troubles.push(`${file} ${key}: values differ ({{${places(text)}}} and {{${places(other)}}})`);
    }
  }
  for (const [key, text] of ko) {
    for (const word of AVOIDED) {
      if (text.includes(word)) troubles.push(`ko/${file} ${key} uses the avoided word ${word}`);
    }
  }
  count += names(en).size;
}
if (troubles.length > 0) {
  console.error(troubles.join("\n"));
  process.exit(1);
}
console.log(`words: ${count} in ${files.size} files, the same in ${LANGUAGES.join(" and ")}`);
