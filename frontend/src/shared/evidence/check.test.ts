import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import { concat, fromHex, toBase64, toHex, utf8 } from "./bytes";
import { checkRecord, type Given, leafText, parseRecordFile, type StepName } from "./check";
import { parseProof } from "./proof";
import { KEY_LINE, proofFile } from "./testing";

const SALT = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const BODY = '{"at":"2026-11-22T00:00:00Z","kind":"technology.published","제목":"봉인"}';
const COMMITMENT = toHex(sha256(concat(fromHex(SALT) ?? new Uint8Array(), utf8(BODY))));
const LEAF = leafText(COMMITMENT);
const LEAVES = [...Array.from({ length: 6 }, (_, at) => leafText(String(at).repeat(64))), LEAF];
const PROOF = proofFile(6, LEAVES);
const GIVEN: Given = { proof: PROOF, key: KEY_LINE, leaf: LEAF, body: BODY, salt: SALT };

function states(given: Partial<Given>): Record<StepName, string> {
  const { steps } = checkRecord({ ...GIVEN, ...given });
  return Object.fromEntries(steps.map((step) => [step.name, step.state])) as Record<
    StepName,
    string
  >;
}

const ALL = {
  format: "passed",
  signature: "passed",
  body: "passed",
  leaf: "passed",
  inclusion: "passed",
};

describe("a record", () => {
  it("holds as given, and with the leaf made from content and salt", () => {
    expect(states({})).toEqual(ALL);
    expect(states({ leaf: "" })).toEqual(ALL);
    expect(states({ salt: toBase64(fromHex(SALT) ?? new Uint8Array()) })).toEqual(ALL);
    expect(checkRecord(GIVEN).index).toBe("6");
  });

  it("fails at the content when one character differs", () => {
    expect(states({ body: BODY.replace("봉인", "봉 인") })).toMatchObject({ body: "failed" });
    expect(states({ body: `${BODY}\n` })).toMatchObject({ body: "failed" });
    expect(states({ salt: SALT.replace("0", "1") })).toMatchObject({ body: "failed" });
    expect(states({ salt: "not a salt" })).toMatchObject({ body: "failed" });
  });

  it("fails at the path when content, salt and leaf fit each other but were never logged", () => {
    expect(states({ body: "another", leaf: "" })).toMatchObject({
      body: "passed",
      inclusion: "failed",
    });
  });

  it("fails at the leaf when it has another form", () => {
    expect(states({ leaf: LEAF.replace('"v":1,', "") })).toMatchObject({
      leaf: "failed",
      inclusion: "skipped",
    });
  });

  it("fails at the signature with another key or another root", () => {
    expect(states({ key: KEY_LINE.replace("test.example", "best.example") })).toMatchObject({
      signature: "failed",
    });
    expect(states({ key: "" })).toMatchObject({ signature: "failed" });
    const size = PROOF.replace("test.example/log\n7\n", "test.example/log\n8\n");
    expect(states({ proof: size })).toMatchObject({ format: "passed", signature: "failed" });
  });

  it("skips, and never passes, what was not given", () => {
    expect(states({ body: "", salt: "", leaf: "" })).toEqual({
      format: "passed",
      signature: "passed",
      body: "skipped",
      leaf: "skipped",
      inclusion: "skipped",
    });
    expect(states({ body: "", salt: "" })).toMatchObject({
      body: "skipped",
      leaf: "passed",
      inclusion: "passed",
    });
  });
});

describe("a proof file", () => {
  it("is refused when a line is not as the form says", () => {
    const bad = [
      "",
      "c2sp.org/tlog-proof@v2\nindex 0\n\n",
      PROOF.replace("index 6", "index 06"),
      PROOF.replace("index 6", "index -1"),
      PROOF.replace("index 6", "index 7"),
      PROOF.replace("index 6\n", "index 6\nAAAA\n"),
      PROOF.replace("\u2014 ", "- "),
      PROOF.replace(/\n\n.*/s, "\n\n"),
    ];
    for (const text of bad) expect(parseProof(text)).toBeNull();
  });

  it("may carry an extra line and line ends of other systems", () => {
    expect(parseProof(PROOF.replace("index", "extra AAAA\nindex"))).not.toBeNull();
    expect(parseProof(PROOF.replaceAll("\n", "\r\n"))).not.toBeNull();
  });
});

describe("a record file", () => {
  it("is read, and anything else is refused", () => {
    const file = JSON.stringify({ body: BODY, salt: SALT, leaf: LEAF, proof: PROOF });
    expect(parseRecordFile(file)).toEqual({ body: BODY, salt: SALT, leaf: LEAF, proof: PROOF });
    expect(parseRecordFile('{"proof":"p","body":7}')).toEqual({
      body: "",
      salt: "",
      leaf: "",
      proof: "p",
    });
    for (const bad of ["", "[]", "null", "{}", '{"proof":1}'])
      expect(parseRecordFile(bad)).toBeNull();
  });
});
