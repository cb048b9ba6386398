import { useCallback, useEffect, useState } from "react";
import { askAccount } from "@/shared/session/allauth";
import { useOutcomes } from "@/shared/session/outcomes";
import type { Viewer } from "@/shared/session/session";
import { useAct } from "@/shared/session/useAct";
import { type Authenticators, authenticatorsOf } from "../authenticators";
import { Passkeys } from "./Passkeys";
import { RecoveryCodes } from "./RecoveryCodes";
import { SecondFactor } from "./SecondFactor";

/** Passkeys, the authenticator app, and the recovery codes that stand in for both. */
export function Protection({ viewer }: { viewer: Viewer }) {
  const [state, setState] = useState<Authenticators | null>(null);
  const [fresh, setFresh] = useState(false);
  const act = useAct();
  const outcomes = useOutcomes();

  const { run } = act;
  const { ofAccount } = outcomes;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, whatever the words do
  const look = useCallback(async () => {
    const done = await run(async () =>
      ofAccount(await askAccount("GET", "account/authenticators")),
    );
    if (done) setState(authenticatorsOf(done.data));
  }, [run]);
  useEffect(() => void look(), [look]);

  async function changed(first: boolean) {
    if (first) setFresh(true);
    await look();
  }

  const guarded = state !== null && (state.totpSince !== null || state.passkeys.length > 0);
  return (
    <>
      <Passkeys state={state} trouble={act.words} onChanged={changed} />
      <SecondFactor state={state} trouble={act.words} onChanged={changed} />
      {guarded ? <RecoveryCodes viewer={viewer} state={state} fresh={fresh} again={look} /> : null}
      {act.window}
    </>
  );
}
