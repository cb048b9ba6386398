import { armor, Encrypter } from "age-encryption";
import { describe, expect, it } from "vitest";
import { makeKey, OpeningError, openFile, openText, recipientsOf } from "./age";
import { keyFileName, keyFileText, secretsIn } from "./keyFile";

const NEVER = new AbortController().signal;

async function encryptedTo(recipient: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return (await encrypter.encrypt(text)) as Uint8Array<ArrayBuffer>;
}

async function* partsOf(recipient: string, ...texts: string[]) {
  for (const text of texts) yield new Blob([await encryptedTo(recipient, text)]);
}

describe("a key file", () => {
  it("is read back as it was written, beside other keys", async () => {
    const [one, two] = [await makeKey(), await makeKey()];
    const text = keyFileText(one, ["What it is"], new Date("2026-11-22T01:02:03Z"));
    expect(text.split("\n").slice(0, 3)).toEqual([
      "# What it is",
      "# created: 2026-11-22T01:02:03Z",
      `# public key: ${one.recipient}`,
    ]);
    expect(secretsIn(`${text}\r\n# another\r\n${two.secret.toLowerCase()}\r\n`)).toEqual([
      one.secret,
      two.secret,
    ]);
    expect(await recipientsOf([one.secret])).toEqual([one.recipient]);
    expect(keyFileName(one.recipient)).toMatch(/^sealbridge-key-[a-z0-9]{8}\.txt$/);
  });

  it("is none without a whole secret key in it", () => {
    expect(secretsIn("age1abc\nAGE-SECRET-KEY-1SHORT\n")).toEqual([]);
  });
});

describe("opening", () => {
  it("opens a test text with the right key alone", async () => {
    const [own, other] = [await makeKey(), await makeKey()];
    const text = armor.encode(await encryptedTo(own.recipient, "token\n"));
    expect(await openText(text, [other.secret, own.secret])).toBe("token\n");
    await expect(openText(text, [other.secret])).rejects.toEqual(new OpeningError("wrong_key"));
    await expect(openText("nonsense", [own.secret])).rejects.toEqual(new OpeningError("damaged"));
  });

  it("joins parts and tells their hash", async () => {
    const key = await makeKey();
    const opened = await openFile(
      partsOf(key.recipient, "ab", "c"),
      [key.secret],
      "text/plain",
      NEVER,
    );
    expect(await opened.blob.text()).toBe("abc");
    expect(opened.sha256).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("gives nothing of a damaged part", async () => {
    const key = await makeKey();
    async function* damaged() {
      const bytes = await encryptedTo(key.recipient, "abc");
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      yield new Blob([bytes]);
    }
    await expect(openFile(damaged(), [key.secret], "", NEVER)).rejects.toEqual(
      new OpeningError("damaged"),
    );
  });
});
