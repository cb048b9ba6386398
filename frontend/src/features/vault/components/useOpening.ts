import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OpeningError, openFile } from "@/shared/keys/age";
import type { Outcome } from "@/shared/session/outcomes";
import { type Act, useAct } from "@/shared/session/useAct";
import { fetchEach, saveBlob } from "@/shared/transfers/download";
import { beginTransfer, useTransfers } from "@/shared/transfers/store";

/** A sealed file as its owner or its receiver knows it. */
export interface SealedFile {
  id: string;
  name: string;
  size: string;
  /** What was recorded when it was sealed. */
  sha256: string;
  mediaType?: string;
}

type OpenWay = (id: string) => Promise<Outcome<{ transfer?: { url?: string | null } | null }>>;

export type Came = "same" | "differs" | "wrong_key" | "damaged" | "fetched";

interface Opening {
  act: Act;
  /** What came of each file, by its id. */
  came: Readonly<Record<string, Came>>;
  moving: ReturnType<typeof useTransfers>;
  /** Fetch the ciphertext, open it here, compare it with its record, and save it. */
  open: (file: SealedFile, secrets: readonly string[]) => Promise<void>;
  /** Save the ciphertext as it lies, to open it with the command. */
  fetch: (file: SealedFile) => Promise<void>;
}

/** Bring sealed files to this computer. */
export function useOpening(group: string, place: string, openWay: OpenWay): Opening {
  const { t } = useTranslation("vault");
  const act = useAct();
  const [came, setCame] = useState<Readonly<Record<string, Came>>>({});
  const moving = useTransfers().filter((each) => each.group === group);

  async function wayOf(id: string): Promise<string | null> {
    const opened = await act.run(() => openWay(id));
    return opened?.transfer?.url ?? null;
  }

  function tell(id: string, end: Came) {
    setCame((before) => ({ ...before, [id]: end }));
  }

  async function open(file: SealedFile, secrets: readonly string[]) {
    const url = await wayOf(file.id);
    if (!url) return;
    const size = Number(file.size);
    const begun = { group, place, name: file.name, direction: "down" as const, size };
    const { end } = beginTransfer(begun, async ({ signal, onProgress }) => {
      try {
        const parts = fetchEach(url, (moved) => onProgress(Math.min(moved, size)), signal);
        const opened = await openFile(parts, secrets, file.mediaType ?? "", signal);
        const same = opened.sha256 === file.sha256;
        if (same) saveBlob(file.name, opened.blob);
        tell(file.id, same ? "same" : "differs");
      } catch (error) {
        if (!(error instanceof OpeningError)) throw error;
        tell(file.id, error.fault);
      }
      return { kind: "done" };
    });
    await end;
  }

  async function fetch(file: SealedFile) {
    const url = await wayOf(file.id);
    if (!url) return;
    const size = Number(file.size);
    const begun = { group, place, name: file.name, direction: "down" as const, size };
    const { end } = beginTransfer(begun, async ({ signal, onProgress }) => {
      let number = 0;
      for await (const part of fetchEach(url, (n) => onProgress(Math.min(n, size)), signal)) {
        saveBlob(
          t("open.partName", { name: file.name, number: String(number).padStart(4, "0") }),
          part,
        );
        number += 1;
      }
      tell(file.id, "fetched");
      return { kind: "done" };
    });
    await end;
  }

  return { act, came, moving, open, fetch };
}
