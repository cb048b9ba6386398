import { useTranslation } from "react-i18next";
import {
  LiftObjectionDocument,
  ObjectReleaseDocument,
  type PlanPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { AskWindow } from "./AskWindow";

interface ReleaseWindowProps {
  ask: "object" | "lift";
  plan: PlanPartsFragment;
  onStale: () => void;
  onDone: () => void;
  onClose: () => void;
}

/** Object to the hand-over, or lift the objection as the coordinator. */
export function ReleaseWindow({ ask, plan, onStale, onDone, onClose }: ReleaseWindowProps) {
  const { t } = useTranslation("payment");
  const [, object] = useTypedMutation(ObjectReleaseDocument);
  const [, lift] = useTypedMutation(LiftObjectionDocument);
  const { ofMutation } = useOutcomes();
  const { contractId, revision } = plan;
  const after = { draft: `${ask}.${contractId}`, onStale, onDone, onClose };
  if (ask === "lift") {
    return (
      <AskWindow
        title={t("release.liftTitle")}
        consequences={[t("release.liftOne"), t("release.liftTwo")]}
        undoable={false}
        action={t("release.lift")}
        submit={async () => ofMutation(await lift({ contractId, revision }))}
        {...after}
      />
    );
  }
  return (
    <AskWindow
      title={t("release.objectTitle")}
      consequences={[t("release.objectOne"), t("release.objectTwo"), t("release.objectThree")]}
      undoable={false}
      danger
      action={t("release.object")}
      words={{
        label: t("release.objectLabel"),
        help: t("release.objectHelp"),
        needed: t("release.objectNeeded"),
        readers: t("readers.firms"),
      }}
      submit={async (words) => ofMutation(await object({ contractId, revision, words }))}
      {...after}
    />
  );
}
