// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { LARGEST_FILE, LONGEST_DOCUMENT, readDocument, textToSearchBy } from "./document";

function answering(status: number, body: unknown) {
  const asked = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", asked);
  return asked;
}

const PDF = new File(["%PDF-1.7"], "offer.pdf", { type: "application/pdf" });

describe("a document to search by", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is cut between characters", () => {
    const by = textToSearchBy(`  ${"𝔸".repeat(LONGEST_DOCUMENT + 5)} `);
    expect([...(by?.text ?? "")]).toHaveLength(LONGEST_DOCUMENT);
    expect(by?.isWhole).toBe(false);
    expect(textToSearchBy(" \n ")).toBeNull();
  });

  it("stays in this window where it is plain text", async () => {
    const asked = answering(200, {});
    const read = await readDocument(new File(["고체 전해질 막"], "need.md"));
    expect(read).toEqual({ by: { text: "고체 전해질 막", name: "need.md", isWhole: true } });
    expect(asked).not.toHaveBeenCalled();
  });

  it("is read by the server else, and only its words come back", async () => {
    const asked = answering(200, { text: "A film", isWhole: false });
    const read = await readDocument(PDF);
    expect(read).toEqual({ by: { text: "A film", name: "offer.pdf", isWhole: false } });
    expect(asked).toHaveBeenCalledWith("/market/document", expect.objectContaining({ body: PDF }));
  });

  it("is refused with the reason", async () => {
    answering(400, { errors: [{ code: "document_encrypted", params: {} }] });
    expect(await readDocument(PDF)).toMatchObject({ refused: { code: "document_encrypted" } });
    answering(500, "down");
    expect(await readDocument(PDF)).toMatchObject({ refused: { code: "document_unreadable" } });
    answering(401, {});
    expect(await readDocument(PDF)).toMatchObject({ refused: { code: "unauthenticated" } });
    const large = new File(["x"], "large.pdf");
    Object.defineProperty(large, "size", { value: LARGEST_FILE + 1 });
    expect(await readDocument(large)).toMatchObject({ refused: { code: "too_large" } });
    expect(await readDocument(new File([" "], "empty.txt"))).toMatchObject({
      refused: { code: "document_no_text" },
    });
  });
});
