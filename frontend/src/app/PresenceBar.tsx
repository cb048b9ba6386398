import { IconClockExclamation, IconLock, IconPlugConnectedX } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { liveState, onLiveState } from "@/shared/graphql/live";
import {
  askAgain,
  beginSigningIn,
  onPresence,
  presence,
  stopSigningIn,
} from "@/shared/graphql/presence";
import { wantWorkWords } from "@/shared/i18n/setup";
import styles from "./PresenceBar.module.css";

const SignInAgain = lazy(async () => {
  const [file] = await Promise.all([import("@/shared/session/SignInAgain"), wantWorkWords()]);
  return { default: file.SignInAgain };
});

function onNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

const ICONS = { ended: IconLock, lost: IconPlugConnectedX, old: IconClockExclamation } as const;

/** A quiet bar above a page that stands as it was: no session, no connection, no newer answer. */
export function PresenceBar() {
  const { t } = useTranslation();
  const live = useSyncExternalStore(onLiveState, liveState, liveState);
  const there = useSyncExternalStore(
    onNetwork,
    () => navigator.onLine,
    () => true,
  );
  const { ended, signingIn, old } = useSyncExternalStore(onPresence, presence, presence);
  useEffect(() => {
    window.addEventListener("online", askAgain);
    return () => window.removeEventListener("online", askAgain);
  }, []);

  const away = live === "lost" || !there;
  const words = ended ? "ended" : away ? "lost" : old > 0 ? "old" : null;
  const Icon = words ? ICONS[words] : null;
  return (
    <>
      <div className={styles.bar} role="status" data-shown={words !== null}>
        {words && Icon ? (
          <>
            <Icon size={18} aria-hidden="true" />
            <p>{t(`live.${words}`)}</p>
            {words === "lost" ? null : (
              <button type="button" onClick={words === "ended" ? beginSigningIn : askAgain}>
                {t(words === "ended" ? "live.signIn" : "retry")}
              </button>
            )}
          </>
        ) : null}
      </div>
      {ended && signingIn ? (
        <Suspense fallback={null}>
          <SignInAgain onDone={stopSigningIn} onClose={stopSigningIn} />
        </Suspense>
      ) : null}
    </>
  );
}
