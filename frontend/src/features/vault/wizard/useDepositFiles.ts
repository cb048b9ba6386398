import { useCallback, useEffect, useRef } from "react";
import {
  AddDepositFileDocument,
  DepositDocument,
  type DepositPartsFragment,
  type ErrorPartsFragment,
  RemoveDepositFileDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import { beginTransfer, endTransfer, useTransfers } from "@/shared/transfers/store";
import { sendFile } from "@/shared/transfers/upload";
import type { TransferEnd, Way } from "@/shared/transfers/way";
import { forgetWay, keepWay, keptWay } from "./kept";

type DepositFile = DepositPartsFragment["files"][number];

/** Others may add files at the same moment; each of them counts the deposit's revision up. */
const TRIES = 5;
const LOOK_AGAIN_MS = 2000;

/** What was chosen, for as long as the tab lives, so that a file can be sent again. */
const chosen = new Map<string, File>();

export function groupOf(depositId: string): string {
  return `deposit:${depositId}`;
}

function endOf(errors: readonly ErrorPartsFragment[] | undefined): TransferEnd {
  const first = errors?.[0];
  const params = Object.fromEntries((first?.params ?? []).map(({ name, value }) => [name, value]));
  return { kind: "refused", code: first?.code ?? "offline", params };
}

/** Send files into a deposit and take them out again; sending goes on while one is elsewhere. */
export function useDepositFiles(deposit: DepositPartsFragment, place: string, again: () => void) {
  const read = useTypedFetch(DepositDocument);
  const [, add] = useTypedMutation(AddDepositFileDocument);
  const [, remove] = useTypedMutation(RemoveDepositFileDocument);
  const latest = useRef(again);
  latest.current = again;
  // One after the other, because each changes the revision that the next one has to name.
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const { id } = deposit;
  const group = groupOf(id);
  const moving = useTransfers().filter((each) => each.group === group);
  const stored = deposit.files.filter(({ state }) => state === "STORED");
  const unseen = moving.some(
    ({ name, state }) => state === "done" && !stored.some((file) => file.name === name),
  );
  // What was begun before one went to another page and back is told of here as well.
  useEffect(() => {
    if (!unseen) return;
    latest.current();
    const timer = setInterval(() => latest.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [unseen]);

  const inLine = useCallback(<Value>(work: () => Promise<Value>): Promise<Value> => {
    const result = line.current.then(work, work);
    line.current = result.catch(() => undefined);
    return result;
  }, []);

  const atRevision = useCallback(
    async <Answer extends { errors: readonly ErrorPartsFragment[] }>(
      act: (revision: number) => Promise<Answer | null | undefined>,
    ): Promise<Answer | null> => {
      for (let tries = 0; ; tries += 1) {
        const { data } = await read({ id });
        if (!data?.deposit) return null;
        const answer = await act(data.deposit.revision);
        const stale = answer?.errors.some(({ code }) => code === "stale_state") ?? false;
        if (!stale || tries >= TRIES) return answer ?? null;
      }
    },
    [read, id],
  );

  const takeOut = useCallback(
    (fileId: string) =>
      inLine(async () => {
        const answer = await atRevision(
          async (revision) => (await remove({ fileId, revision })).data?.outcome,
        );
        forgetWay(fileId);
        latest.current();
        return answer;
      }),
    [inLine, atRevision, remove],
  );

  const open = useCallback(
    (file: File): Promise<{ way: Way; fileId: string } | TransferEnd> =>
      inLine(async () => {
        const given = { id, name: file.name, mediaType: file.type, size: String(file.size) };
        const answer = await atRevision(
          async (revision) => (await add({ ...given, revision })).data?.outcome,
        );
        if (!answer?.transfer?.url || !answer.fileId) return endOf(answer?.errors);
        const way: Way = {
          url: answer.transfer.url,
          partBytes: answer.transfer.partBytes ?? null,
          parts: answer.transfer.parts,
          size: answer.transfer.size,
        };
        keepWay(answer.fileId, way);
        return { way, fileId: answer.fileId };
      }),
    [inLine, atRevision, add, id],
  );

  const send = useCallback(
    async (file: File, before?: DepositFile) => {
      const kept = before ? keptWay(before.id) : null;
      const goesOn = before && kept && Number(before.size) === file.size;
      if (before && !goesOn) await takeOut(before.id);
      const begun = { group, place, name: file.name, direction: "up" as const, size: file.size };
      const { id: row, end } = beginTransfer(begun, async (handle) => {
        const opened = goesOn ? { way: kept, fileId: before.id } : await open(file);
        if ("kind" in opened) return opened;
        const come = await sendFile(opened.way, file, handle, handle.signal);
        if (come.kind !== "refused") forgetWay(opened.fileId);
        return come;
      });
      chosen.set(row, file);
      if ((await end).kind !== "refused") chosen.delete(row);
      latest.current();
    },
    [group, place, takeOut, open],
  );

  /** Send what failed once more; what has arrived of it is not sent again. */
  const sendAgain = useCallback(
    (row: string, before?: DepositFile) => {
      const file = chosen.get(row);
      chosen.delete(row);
      endTransfer(row);
      if (file) void send(file, before);
    },
    [send],
  );

  return { moving, send, sendAgain, takeOut };
}
